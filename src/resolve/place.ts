/** Where an address lies, as far as identity asks. */
import { address } from '../model/address.js';

export interface Place {
  /** Codes of GB/T 2260: two, four and six digits. */
  readonly province?: string | undefined;
  readonly city?: string | undefined;
  readonly district?: string | undefined;
  /** The last two characters of the street's name with its number ('平西路9号'): spellings of what precedes them vary. */
  readonly street?: string | undefined;
}

export function placeOf(raw: string | undefined): Place {
  const place = raw ? address.clean(raw.slice(0, 200)) : null;
  if (!place) return {};
  const [, street, number] = /([\u4e00-\u9fa5]{2}(?:路|街|大道|道|巷|胡同))(\d{1,5})[号-]/.exec(place.rest) ?? [];
  const { code } = place;
  return {
    province: code?.slice(0, 2),
    city: code?.endsWith('0000') ? undefined : code?.slice(0, 4),
    district: code?.endsWith('00') ? undefined : code,
    street: street && `${street}${number ?? ''}号`,
  };
}
