import type { ImportKind } from '#app/http/paths'

/** Three small files that fit together: import them in this order. */
export const IMPORT_SAMPLES: Record<ImportKind, string> = {
  organizations: `code,name
NAJM,نجم للسيارات
STEEL,Al Faisal Steel Works
OPTIX,Optix Sensors GmbH
`,
  participants: `email,name,organization,language,function,time_zone
sara@najm.example,سارة الحربي,NAJM,ar,purchasing,Asia/Riyadh
omar@najm.example,عمر السالم,NAJM,ar,quality,Asia/Riyadh
fahad@steel.example,Fahad Al Amri,STEEL,en,service,
lena@optix.example,Lena Vogt,OPTIX,en,sales,Europe/Berlin
`,
  relationships: `code,buyer,supplier,category,annual_spend,currency,started_on,renewal_on,buyer_owner,supplier_owner,participants
NAJM-STEEL,NAJM,STEEL,Steel sheet,4200000,SAR,2018-03-01,2027-03-01,sara@najm.example,fahad@steel.example,sara@najm.example;omar@najm.example;fahad@steel.example
NAJM-OPTIX,NAJM,OPTIX,حساسات المسافة,2750000,EUR,2020-09-15,2027-09-15,sara@najm.example,lena@optix.example,omar@najm.example;lena@optix.example
OPTIX-STEEL,OPTIX,STEEL,Brackets,180000.50,EUR,2023-01-01,,lena@optix.example,,lena@optix.example;fahad@steel.example
`,
}
