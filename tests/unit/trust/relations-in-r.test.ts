// Twelve points and what R 4.2.2 says of them: lm(), confint(), predict(interval = "confidence") and cor.test().
import { expect, test } from 'vitest'
import { contractOrResources } from '#app/trust/contract-or-resources'
import { trustUnderUncertainty } from '#app/trust/trust-under-uncertainty'
import { expectEqual } from '#tests/reference/r-values'

const TRUST = [30, 80, 55, 62, 41, 90, 73, 20, 66, 50, 85, 35]
const OTHER = [60, 20, 45, 80, 30, 55, 70, 25, 40, 65, 35, 75]
const CONTINUITY = [42, 70, 58, 71, 44, 88, 79, 33, 61, 60, 74, 40]
const CLOSED = 1e-9

/** @param more added to the interaction */
const points = (more = 0) =>
  TRUST.map((trust, index) => {
    const uncertainty = OTHER[index] ?? 0
    return { trust, uncertainty, continuity: (CONTINUITY[index] ?? 0) + more * (trust - 57.25) * (uncertainty - 50) }
  })

test('trust under uncertainty is the model that R fits, with its slopes and lines', () => {
  const model = trustUnderUncertainty(points())
  if (!model.ok) throw new Error(model.reason)
  expect(model).toMatchObject({ n: 12, centers: { trust: 57.25, uncertainty: 50 }, isCredible: true })
  expectEqual(
    model,
    {
      rSquared: 0.9811522665042746,
      terms: {
        intercept: { estimate: 60.1367824362647, se: 0.80295516425355, low: 58.2851645071125, high: 61.9884003654169 },
        trust: {
          ...{ estimate: 0.777951947959518, se: 0.0392430918171711, t: 19.823920897565984, p: 4.367055841385064e-8 },
          ...{ low: 0.687457215950925, high: 0.868446679968111 },
        },
        uncertainty: { estimate: 0.198124438374197, se: 0.0414990306202153, p: 1.401056462081946e-3 },
        interaction: {
          ...{ estimate: 0.00698463504330421, se: 0.00201562478550545, p: 8.501950410041549e-3 },
          ...{ low: 0.00233659595290863, high: 0.0116326741336998 },
        },
      },
    },
    CLOSED,
  )
  const line = (...ends: [fit: number, low: number, high: number][]) =>
    ends.map(([fit, low, high], index) => ({ trust: index === 0 ? 20 : 90, fit, low, high }))
  const expected = [
    {
      ...{ at: -1, uncertainty: 50 - 20.33805211017918 },
      slope: {
        estimate: 0.6358980764782134,
        se: 0.04631468502930358,
        low: 0.5290962212799608,
        high: 0.742699931676466,
      },
      line: line(
        [32.42011393549685, 27.62949519527956, 37.21073267571414],
        [76.93297928897179, 72.52187965956782, 81.34407891837577],
      ),
    },
    {
      ...{ at: 0, uncertainty: 50 },
      slope: {
        estimate: 0.7779519479595179,
        se: 0.03924309181717105,
        low: 0.6874572159509247,
        high: 0.8684466799681112,
      },
      line: line(
        [31.15807237477266, 27.33884164398379, 34.97730310556152],
        [85.61470873193892, 82.09442930013397, 89.13498816374387],
      ),
    },
    {
      ...{ at: 1, uncertainty: 50 + 20.33805211017918 },
      slope: { estimate: 0.9200058194408225, se: 0.06554378057052611, low: 0.7688615904082748, high: 1.07115004847337 },
      line: line(
        [29.89603081404847, 23.93916462802166, 35.85289700007527],
        [94.29643817490604, 88.39639297429343, 100.1964833755187],
      ),
    },
  ]
  expect(model.slopes).toHaveLength(3)
  expected.forEach((one, index) => {
    expectEqual(model.slopes[index], one, CLOSED)
  })
})

test('an interaction is credible where its interval leaves out 0, on either side', () => {
  const isCredible = (more: number) => {
    const model = trustUnderUncertainty(points(more))
    return model.ok && [Math.sign(model.terms.interaction.estimate), model.isCredible]
  }
  expect(isCredible(0.05)).toEqual([1, true])
  expect(isCredible(-0.05)).toEqual([-1, true])
  // 0.00698 − 0.005, and the interval is ± 0.0046 wide
  expect(isCredible(-0.005)).toEqual([1, false])
  expect(isCredible(-0.009)).toEqual([-1, false])
})

test('ten points are enough, nine are not', () => {
  expect(trustUnderUncertainty(points().slice(0, 10))).toMatchObject({ ok: true, n: 10 })
  expect(trustUnderUncertainty(points().slice(0, 9))).toEqual({ ok: false, n: 9, reason: 'few' })
  const both = points().map(({ trust, uncertainty, continuity }) => ({
    contract: trust,
    resources: uncertainty,
    continuity,
  }))
  expect(contractOrResources(both.slice(0, 10))).toMatchObject({ ok: true, n: 10 })
  expect(contractOrResources(both.slice(0, 9))).toMatchObject({ ok: false, n: 9, reason: 'few' })
})

test('contract and resources are the model and the correlations that R gives', () => {
  const model = contractOrResources(
    points().map(({ trust, uncertainty, continuity }) => ({ contract: trust, resources: uncertainty, continuity })),
  )
  if (!model.ok) throw new Error(model.reason)
  expectEqual(
    model,
    {
      rSquared: 0.9528619893466594,
      terms: {
        intercept: {
          estimate: 8.97514107265367,
          se: 4.66308362218821,
          low: -1.573486944006401,
          high: 19.5237690893137,
        },
        contract: {
          ...{ estimate: 0.732496838677353, se: 0.0551461808725989, p: 3.227261118639303e-7 },
          ...{ low: 0.607747510615438, high: 0.857246166739268 },
        },
        resources: {
          ...{ estimate: 0.181788298261358, se: 0.0614748171914468, p: 1.603440631469498e-2 },
          ...{ low: 0.04272260022002, high: 0.3208539963027 },
        },
      },
      difference: {
        ...{ estimate: -0.5507085404159953, se: 0.08066051499033752, p: 7.664614360504154e-5 },
        ...{ low: -0.7331753021563793, high: -0.3682417786756113 },
      },
      correlations: {
        between: { r: -0.04633131860972613, low: -0.6041683301218169, high: 0.5419813765288222, p: 0.8863072255315898 },
        contract: { r: 0.9523979861593068, low: 0.8347639274548837, high: 0.986885188523314, p: 1.776666812373348e-6 },
        resources: { r: 0.169653824790179, low: -0.4478528032274739, high: 0.6775828551733547, p: 0.598105647868621 },
      },
    },
    CLOSED,
  )
})
