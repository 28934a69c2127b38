import type { Item } from './instrument-schema'
import type { ItemKind } from './item-kind'
import { agreement } from './kinds/agreement'
import { bipolar } from './kinds/bipolar'
import { choice } from './kinds/choice'
import { choices } from './kinds/choices'
import { constantSum } from './kinds/constant-sum'
import { number } from './kinds/number'
import { pairs } from './kinds/pairs'
import { promises } from './kinds/promises'
import { text } from './kinds/text'

const KINDS: { [Kind in Item['kind']]: ItemKind<Extract<Item, { kind: Kind }>> } = {
  agreement,
  bipolar,
  number,
  constant_sum: constantSum,
  choice,
  choices,
  pairs,
  text,
  promises,
}

/** How questions of this item's kind are read, scored and described. */
export function kindOf(item: Item): ItemKind<Item> {
  return KINDS[item.kind] as ItemKind<Item>
}
