import { QuestionFrame, type QuestionFrameProps } from './question-frame'

interface Choice {
  value: string
  label: string
}

interface LikertScaleProps extends QuestionFrameProps {
  /** scale points from low to high; they run in reading direction, their values stay the same */
  points: Choice[]
  /** answers beside the scale: not applicable, cannot say */
  others: Choice[]
  value: string | undefined
}

/** One question with its labelled points: a row where there is room, a list of large targets on a phone. */
export function LikertScale({ points, others, value, ...question }: LikertScaleProps) {
  const choice = ({ value: own, label: words }: Choice) => (
    <label key={own}>
      <input type="radio" name={question.id} value={own} defaultChecked={own === value} />
      <span>{words}</span>
    </label>
  )
  return (
    <QuestionFrame {...question}>
      <div className="likert">{points.map(choice)}</div>
      <div className="likert-others">{others.map(choice)}</div>
    </QuestionFrame>
  )
}
