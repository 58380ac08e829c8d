/** Judgments in the real shape, for hubs that import a folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const judgment = (n: number, plaintiff = '某市信达建材有限公司'): string => `某市某区人民法院
民事判决书
（2023）京0105民初${100 + n}号
原告：${plaintiff}，住所地某市某区某路${n}号。
法定代表人：王立新，经理。
被告：赵敏芝，女，1970年3月${(n % 28) + 1}日出生，汉族，住某市某区。
原告${plaintiff}与被告赵敏芝买卖合同纠纷一案，本院立案后，依法适用普通程序，公开开庭进行了审理。现已审理终结。
本院认为，被告应当支付货款。
判决如下：
一、被告赵敏芝于本判决生效之日起十日内支付原告${plaintiff}货款${10000 + n}元；
二、驳回原告的其他诉讼请求。
审判长 马国强
二〇二三年五月八日
书记员 李静`;

/** So many judgments, and one file that is none. */
export function writePapers(folder: string, count: number): void {
  mkdirSync(folder);
  for (let n = 0; n < count; n++) writeFileSync(join(folder, `${n}.txt`), judgment(n));
  writeFileSync(join(folder, 'bad.txt'), '这不是裁判文书');
}
