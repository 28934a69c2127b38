// What is recorded in the sample study: promises, complaints, contacts and six registers. It tells why trust moved as it did.

interface DemoPromise {
  relationship: string
  madeBy: 'buyer' | 'supplier'
  text: string
  madeFunction: string
  keepFunction: string
  madeOn: string
  dueOn: string
  /** what became of it, and when that was said; open without it */
  settled?: { outcome: 'kept' | 'partly' | 'not_kept'; on: string }
}

export interface DemoEvidence {
  promises: DemoPromise[]
  /** lines of the file of complaints and contacts: relationship, kind, side, function, happened_on, resolved_on, text */
  contacts: string[][]
  /** lines of the file of each register */
  registers: Record<string, string[][]>
}

const DAY = 86_400_000

/**
 * @param published days on which the four waves were published, the first one first
 * @returns evidence between and after them: the same for the same days
 */
export function makeDemoEvidence(published: readonly Date[]): DemoEvidence {
  const [first = new Date(0), second = first, third = second, fourth = third] = published
  const waves = [first, second, third, fourth]
  const step = (fourth.getTime() - first.getTime()) / 3
  /** the day at a point of time: 2.5 lies half way between the second and the third wave, 4.5 as far behind the last one */
  const at = (point: number) => {
    const whole = Math.min(3, Math.max(0, Math.floor(point) - 1))
    const from = waves[whole]?.getTime() ?? 0
    const length = point >= 1 && whole < 3 ? (waves[whole + 1]?.getTime() ?? from) - from : step
    return new Date(Math.round((from + (point - 1 - whole) * length) / DAY) * DAY).toISOString().slice(0, 10)
  }
  const yearsBefore = (years: number) => new Date(first.getTime() - years * 365 * DAY).toISOString().slice(0, 10)
  const lastYear = first.getUTCFullYear() - 1
  const period = (year: number) => [`${year}-01-01`, `${year}-12-31`]
  return {
    promises: [
      {
        ...{ relationship: 'NAJM-OPTIX', madeBy: 'supplier', text: 'Calibrated samples with every batch' },
        ...{ madeFunction: 'sales', keepFunction: 'manufacturing', madeOn: at(1.2), dueOn: at(2.3) },
        settled: { outcome: 'kept', on: at(3.6) },
      },
      {
        ...{ relationship: 'NAJM-OPTIX', madeBy: 'supplier', text: 'Second source for the lens by summer' },
        ...{ madeFunction: 'sales', keepFunction: 'engineering', madeOn: at(1.1), dueOn: at(2.2) },
        settled: { outcome: 'not_kept', on: at(2.4) },
      },
      {
        ...{ relationship: 'NAJM-STEEL', madeBy: 'buyer', text: 'Forecast of twelve weeks, every Monday' },
        ...{ madeFunction: 'purchasing', keepFunction: 'logistics', madeOn: at(1.3), dueOn: at(2.6) },
        settled: { outcome: 'kept', on: at(2.5) },
      },
      {
        ...{ relationship: 'NAJM-NORDIC', madeBy: 'supplier', text: 'قطع غيار في مستودع محلي' },
        ...{ madeFunction: 'sales', keepFunction: 'service', madeOn: at(2.1), dueOn: at(3.8) },
      },
    ],
    contacts: [
      [
        'NAJM-OPTIX',
        'complaint',
        'buyer',
        'quality',
        at(2.35),
        at(3.2),
        'Drift of sensors after two weeks in the field',
      ],
      ['NAJM-OPTIX', 'complaint', 'buyer', 'engineering', at(2.5), at(3.4), 'Drawings changed without notice'],
      ['NAJM-OPTIX', 'concern', 'buyer', 'logistics', at(2.7), '', 'قلق من تأخر الدفعة الثالثة'],
      ['NAJM-OPTIX', 'contact', 'supplier', 'engineering', at(3.1), '', 'Two engineers for a week on the line'],
      ['NAJM-STEEL', 'complaint', 'buyer', 'quality', at(1.4), at(1.6), 'Three coils with surface rust'],
      ['NAJM-STEEL', 'contact', 'supplier', 'service', at(2.2), '', 'Visit to the press line'],
      [
        'NAJM-STEEL',
        'contact',
        'supplier',
        'manufacturing',
        at(3.3),
        '',
        'Workshop of all functions on one view of the partner',
      ],
      ['NAJM-TARIQ', 'complaint', 'supplier', 'sales', at(1.5), at(3.9), 'Invoices are paid six weeks late'],
      ['NAJM-TARIQ', 'complaint', 'buyer', 'purchasing', at(2.6), '', 'فرق في سماكة الأغطية'],
      ['NAJM-KIRAN', 'contact', 'supplier', 'engineering', at(2.4), '', 'Review of the casting simulation'],
      ['GULFB-PACK', 'contact', 'supplier', 'sales', at(1.1), '', 'Yearly review'],
      ['GULFB-PACK', 'concern', 'buyer', 'quality', at(3.6), at(3.8), 'New film is thinner than the old one'],
      ['GULFB-WAHA', 'complaint', 'buyer', 'logistics', at(2.3), at(2.9), 'Two trucks without cooling'],
      ['RAWABI-WAHA', 'concern', 'supplier', 'service', at(3.5), '', 'Loading takes four hours at the gate'],
      ['RAWABI-NORDIC', 'contact', 'supplier', 'service', at(2.8), '', 'Training of the maintenance crew'],
      ['RAWABI-STEEL', 'concern', 'supplier', 'sales', at(1.7), at(2.6), 'تغيّر الطلبات كل أسبوع'],
      ['NAJM-NORDIC', 'complaint', 'buyer', 'purchasing', at(3.9), '', 'No answer on spare parts'],
    ],
    registers: {
      ideas: [
        [
          'NAJM-STEEL',
          'supplier',
          'design',
          'Thinner sheet for the rear door',
          at(1.2),
          'adopted',
          at(1.9),
          '120000',
          'USD',
        ],
        [
          'NAJM-STEEL',
          'supplier',
          'manufacture',
          'Coils cut to length at the mill',
          at(2.1),
          'adopted',
          at(2.6),
          '64000',
          'USD',
        ],
        [
          'NAJM-STEEL',
          'buyer',
          'delivery',
          'Returnable frames instead of wood',
          at(2.4),
          'adopted',
          at(3.1),
          '18000',
          'USD',
        ],
        ['NAJM-STEEL', 'supplier', 'quality', 'Oil film against rust on the way', at(3.5), 'open', '', '', ''],
        [
          'RAWABI-NORDIC',
          'supplier',
          'design',
          'Motor with one bearing less',
          at(1.6),
          'adopted',
          at(2.7),
          '210000',
          'USD',
        ],
        [
          'RAWABI-NORDIC',
          'buyer',
          'manufacture',
          'اختبار آخر الخط مع الاهتزاز',
          at(2.2),
          'adopted',
          at(2.9),
          '35000',
          'USD',
        ],
        [
          'GULFB-PACK',
          'supplier',
          'cost',
          'Film without the second layer',
          at(1.4),
          'adopted',
          at(2.2),
          '42000',
          'USD',
        ],
        ['GULFB-PACK', 'buyer', 'delivery', 'Night deliveries to the back gate', at(2.9), 'open', '', '', ''],
        [
          'NAJM-KIRAN',
          'supplier',
          'manufacture',
          'Castings without the second riser',
          at(3.2),
          'adopted',
          at(3.7),
          '56000',
          'USD',
        ],
        ['NAJM-OPTIX', 'supplier', 'design', 'Sensor with its own clock', at(1.3), 'declined', at(2.1), '', ''],
        ['NAJM-TARIQ', 'supplier', 'cost', 'Caps from recycled granulate', at(1.8), 'declined', at(2.8), '', ''],
      ],
      bonds: [
        ['NAJM-STEEL', 'supplier', 'consignment', 'Coils at the press shop until they are used', yearsBefore(2), ''],
        ['NAJM-STEEL', 'buyer', 'shared-system', 'Forecast of twelve weeks in one system', at(2.5), ''],
        ['NAJM-STEEL', 'supplier', 'resident', 'A metallurgist in the press shop', yearsBefore(1), ''],
        ['NAJM-OPTIX', 'supplier', 'resident', 'مهندس مقيم في خط التجميع', yearsBefore(3), at(2.2)],
        ['NAJM-OPTIX', 'supplier', 'joint-team', 'Weekly team on drift, until it is solved', at(3.1), ''],
        ['RAWABI-NORDIC', 'supplier', 'tooling', 'Test bench on loan', yearsBefore(4), ''],
        ['RAWABI-NORDIC', 'buyer', 'ordering', 'Orders from system to system', yearsBefore(2), ''],
        ['RAWABI-NORDIC', 'supplier', 'extra', 'Stand-by on weekends, without a bill', at(1.8), ''],
        ['GULFB-PACK', 'supplier', 'consignment', 'Film for two weeks at the filling line', yearsBefore(5), ''],
        ['GULFB-WAHA', 'supplier', 'ordering', 'Portal for pick-ups', yearsBefore(1), ''],
        ['NAJM-KIRAN', 'buyer', 'training', 'Course on measuring systems for the foundry', at(2.1), ''],
      ],
      costs: [
        [
          'NAJM-STEEL',
          'Metal parts',
          ...period(lastYear),
          '5200',
          't',
          'USD',
          '4160000',
          '52000',
          '38000',
          '12000',
          '20000',
          '30000',
        ],
        [
          'NAJM-KIRAN',
          'Metal parts',
          ...period(lastYear),
          '2400',
          't',
          'USD',
          '1830000',
          '21000',
          '168000',
          '74000',
          '31000',
          '0',
        ],
        [
          'NAJM-OPTIX',
          'Sensors',
          ...period(lastYear),
          '110000',
          'pcs',
          'USD',
          '2700000',
          '40000',
          '145000',
          '88000',
          '15000',
          '0',
        ],
        [
          'RAWABI-STEEL',
          'Steel sheet',
          ...period(lastYear),
          '1500',
          't',
          'USD',
          '1240000',
          '9000',
          '14000',
          '6000',
          '8000',
          '0',
        ],
        [
          'GULFB-PACK',
          'Packaging',
          ...period(lastYear),
          '8600000',
          'pcs',
          'USD',
          '860000',
          '4000',
          '6000',
          '2000',
          '5000',
          '3000',
        ],
        [
          'GULFB-TARIQ',
          'Packaging',
          ...period(lastYear),
          '9900000',
          'pcs',
          'USD',
          '940000',
          '6000',
          '82000',
          '51000',
          '9000',
          '0',
        ],
      ],
      operations: [
        ['NAJM', ...period(lastYear - 1), '24', '58000000', 'USD', '38', ''],
        ['NAJM', ...period(lastYear), '21', '61000000', 'USD', '31', ''],
        ['GULFB', ...period(lastYear), '9', '24500000', 'USD', '18', ''],
        ['RAWABI', ...period(lastYear - 1), '13', '34000000', 'USD', '22', 'قبل نظام الطلب الموحد'],
        ['RAWABI', ...period(lastYear), '10.5', '37500000', 'USD', '9', ''],
      ],
      renewals: [
        ['NAJM-STEEL', 'renewal', 'buyer', 'Framework contract for three years', at(1.1), 'agreed', at(1.8), '46'],
        ['NAJM-OPTIX', 'renegotiation', 'supplier', 'Price of the lens', at(2.25), 'failed', at(2.8), '58'],
        ['NAJM-OPTIX', 'renegotiation', 'buyer', 'Penalties for late batches', at(3.2), 'agreed', at(3.6), '22'],
        ['NAJM-TARIQ', 'renegotiation', 'buyer', 'خصم سنوي', at(1.4), 'agreed', at(2.1), '64'],
        ['NAJM-TARIQ', 'renegotiation', 'buyer', 'Payment after sixty days', at(2.3), 'failed', at(3.1), '71'],
        ['NAJM-TARIQ', 'renegotiation', 'buyer', 'Price of granulate', at(3.4), 'open', '', '28'],
        ['GULFB-WAHA', 'renewal', 'supplier', 'Rates of next year', at(3.1), 'open', '', '12'],
        ['RAWABI-NORDIC', 'renewal', 'buyer', 'Five more years', at(2.2), 'agreed', at(2.7), '30'],
      ],
      ratings: [
        ['NAJM-KIRAN', 'supplier', 'a', yearsBefore(0.4), 'Credit agency'],
        ['NAJM-KIRAN', 'supplier', 'bb', at(1.8), 'Credit agency'],
        ['NAJM-KIRAN', 'supplier', 'bbb', at(3.3), 'Credit agency'],
        ['GULFB-WAHA', 'supplier', 'bbb', yearsBefore(0.5), 'Credit agency'],
        ['GULFB-WAHA', 'supplier', 'b', at(3.7), 'Credit agency'],
        ['NAJM-STEEL', 'supplier', 'aa', at(1.5), 'Credit agency'],
        ['RAWABI-OPTIX', 'buyer', 'bbb', at(2.2), 'تقدير داخلي'],
      ],
    },
  }
}
