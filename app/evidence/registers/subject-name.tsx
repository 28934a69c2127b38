interface SubjectNameProps {
  buyerName: string
  /** empty for a firm by itself */
  supplierName: string
}

/** Both firms of a relationship, each written in the direction of its own name; or the one firm. */
export function SubjectName({ buyerName, supplierName }: SubjectNameProps) {
  if (supplierName === '') return <bdi>{buyerName}</bdi>
  return (
    <>
      <bdi>{buyerName}</bdi> – <bdi>{supplierName}</bdi>
    </>
  )
}
