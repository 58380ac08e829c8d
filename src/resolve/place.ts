/** Where an address lies, as far as identity asks: which division, and which number of which street. */
import divisions from '../model/divisions.json' with { type: 'json' };
import { foldWidth } from '../model/digits.js';

export interface Place {
  /** Codes of GB/T 2260: two, four and six digits. */
  readonly province?: string;
  readonly city?: string;
  readonly district?: string;
  /** The last two characters of the street's name with its number ('平西路9号'): spellings of what precedes them vary. */
  readonly street?: string;
}

const bare = (name: string): string =>
  name.replace(
    /(?:省|市|地区|盟|特别行政区|(?:(?:维吾尔|壮|回|藏|蒙古)族?)?自治区|(?:[\u4e00-\u9fa5]{1,3}族){0,3}自治州)$/,
    '',
  );

/** Prefix of an address or of a company's name -> province or city code; of equal ones the first (the province) counts. */
const openings = new Map<string, string>();
const districts = new Map<string, { readonly name: string; readonly code: string }[]>();
for (const [code, name] of Object.entries(divisions.current)) {
  const district = !code.endsWith('00');
  if (district) {
    const parent = code.slice(0, 4);
    const siblings = districts.get(parent);
    if (siblings) siblings.push({ name, code });
    else districts.set(parent, [{ name, code }]);
    if (!/市$/.test(name)) continue;
  }
  const area = code.endsWith('0000') ? code.slice(0, 2) : district ? code : code.slice(0, 4);
  for (const form of [name, bare(name)]) if (form.length >= 2 && !openings.has(form)) openings.set(form, area);
}

function opening(text: string, within = ''): { code: string; length: number } | null {
  for (let length = Math.min(11, text.length); length >= 2; length--) {
    const code = openings.get(text.slice(0, length));
    if (code?.startsWith(within)) return { code, length };
  }
  return null;
}

/** Whether a company's name opens with where it is registered; within one registry no two may bear one name. */
export const namesItsSeat = (name: string): boolean => /^(?:中国|中华|国家)/.test(name) || opening(name) !== null;

export function placeOf(raw: string): Place {
  let text = foldWidth(raw.slice(0, 200))
    .replace(/\s/g, '')
    .replace(/^(?:住所地|住所|户籍所在地|户籍地|住址|现住|住)[:：]?/, '');
  const street = /([\u4e00-\u9fa5]{2}(?:路|街|大道|道|巷|胡同))(\d{1,5})[号-]/.exec(text);
  let code = '';
  for (let depth = 0; depth < 3; depth++) {
    const next = opening(text, code.length < 6 ? code : '-');
    if (!next || next.code.length < code.length) break;
    code = next.code;
    text = text.slice(next.length).replace(/^[省市]/, '');
  }
  const city = code.length === 2 && /^(?:11|12|31|50)$/.test(code) ? `${code}01` : code.slice(0, 4);
  const found =
    city.length === 4
      ? (districts.get(city) ?? []).find(({ name }) => text.startsWith(name) || text.slice(0, 14).includes(name))
      : undefined;
  const district = code.length === 6 ? code : found?.code;
  return {
    ...(code ? { province: code.slice(0, 2) } : {}),
    ...(city.length === 4 ? { city } : {}),
    ...(district ? { district } : {}),
    ...(street ? { street: `${street[1] ?? ''}${street[2] ?? ''}号` } : {}),
  };
}
