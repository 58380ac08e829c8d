/** The workbook that people fill in: a sheet a kind of row, headers, one example row, and a page that explains them. */
import writeXlsxFile, { type Row } from 'write-excel-file/node';
import { sheetTypes, type Column } from './sheets.js';

const kinds: Readonly<Record<Column['kind'], string>> = {
  id: '文本（编号）/ text: an id',
  residentId: '文本（18 位，可带星号）/ text: 18 characters, may be masked',
  creditCode: '文本（18 位）/ text: 18 characters',
  phone: '电话号码 / phone number',
  caseNumber: '案号 / case number',
  money: '数字（元）/ number, yuan',
  date: '日期 2025-03-06 / date',
  whole: '整数 / whole number',
  text: '文字 / text',
};

/** Excel format '@' keeps zeros in front and all digits of ids. */
const asText = { type: String, format: '@' } as const;

/** XLSX bytes. Rows whose first cell begins with 示例 are not imported. */
export async function template(): Promise<Uint8Array> {
  const sheets = sheetTypes.map(({ zh, columns }) => ({
    sheet: zh,
    data: [
      columns.map(header),
      columns.map((column, i) => ({ ...asText, value: i === 0 ? `示例 ${column.example}` : column.example })),
    ],
    columns: columns.map(({ zh: name, example }) => ({ width: Math.max(12, name.length * 2 + 4, example.length + 4) })),
    stickyRowsCount: 1,
  }));
  const notes: Row[] = [
    ['表', '列', '英文列名', '必填', '填写格式', '示例', '说明'].map((value) => ({
      value,
      type: String,
      fontWeight: 'bold',
    })),
    ...sheetTypes.flatMap((type) =>
      type.columns.map((column): Row =>
        [
          type.zh,
          column.zh,
          column.also[0] ?? '',
          column.required ? '是' : '',
          kinds[column.kind],
          column.example,
          column.note ?? '',
        ].map((value) => ({
          ...asText,
          value,
        })),
      ),
    ),
  ];
  return writeXlsxFile([
    ...sheets,
    { sheet: '填写说明', data: notes, columns: [10, 18, 20, 6, 30, 30, 50].map((width) => ({ width })) },
  ]).toBuffer();
}

const header = ({ zh, required }: Column): Row[number] => ({
  value: required ? `${zh}*` : zh,
  type: String,
  fontWeight: 'bold',
  backgroundColor: required ? '#FFE9B3' : '#EDEDED',
});
