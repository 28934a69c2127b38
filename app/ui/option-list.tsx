import { QuestionFrame, type QuestionFrameProps } from './question-frame'

interface OptionListProps extends QuestionFrameProps {
  /** radio buttons of one field, or ticks of their own fields */
  options: { name: string; value: string; label: string; isChosen: boolean }[]
  isMultiple: boolean
}

/** A question with its options below each other, each a large target. */
export function OptionList({ options, isMultiple, ...question }: OptionListProps) {
  return (
    <QuestionFrame {...question}>
      <div className="options">
        {options.map((option) => (
          <label key={option.name + option.value}>
            <input
              type={isMultiple ? 'checkbox' : 'radio'}
              name={option.name}
              value={option.value}
              defaultChecked={option.isChosen}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </QuestionFrame>
  )
}
