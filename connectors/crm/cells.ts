/** Reads the cells of one row as what their columns say they are. */
import { caseNumber, type CaseNumber } from '../../src/model/caseNumber.js';
import { creditCode, type CreditCode } from '../../src/model/creditCode.js';
import { fromExcelSerial, partialDate } from '../../src/model/date.js';
import { money } from '../../src/model/money.js';
import { phone } from '../../src/model/phone.js';
import { residentId, type ResidentId } from '../../src/model/residentId.js';
import type { Span } from '../../src/model/span.js';
import type { Column, SheetType } from './sheets.js';

export type CellValue = string | number | boolean | null;

/** What is wrong with a cell: which, why, and what to do. Never its value. */
export interface Problem {
  readonly column: string;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export interface Cells {
  /** Trimmed text of a cell; undefined when it is empty. */
  text(column: string): string | undefined;
  /** Money in fen. */
  fen(column: string): number | undefined;
  date(column: string): string | undefined;
  whole(column: string): number | undefined;
  /** '+86138…'; undefined, and left out with a warning, when it is no number. */
  phone(column: string): string | undefined;
  residentId(column: string): ResidentId | undefined;
  creditCode(column: string): CreditCode | undefined;
  caseNumber(column: string): CaseNumber | undefined;
  /** What the cell means, in one form: ISO date, fen, folded number; undefined when it is empty or wrong. */
  canonical(column: string): string | undefined;
  /** Where the cell stands; undefined when it is empty. */
  at(column: string): Span | undefined;
  /** What keeps the row from being read. */
  readonly problems: readonly Problem[];
  /** What was left out while the row is read. */
  readonly warnings: readonly Problem[];
}

const problem = (column: string, code: string, zh: string, en: string): Problem => ({ column, code, zh, en });

const damaged = (column: string): Problem =>
  problem(
    column,
    'ID_AS_NUMBER',
    '编号存成了数字，前导零或末位可能已丢失：请把该列设为“文本”格式，从系统重新导出后再填',
    'an id stored as a number may have lost its zeros or last digits: set the column to text and export it again',
  );

/** @param row cells by the Chinese name of their column */
export function readCells(sheet: SheetType, row: Readonly<Record<string, CellValue>>): Cells {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const values = new Map<string, unknown>();
  for (const column of sheet.columns) {
    const raw = row[column.zh];
    const text = raw === undefined || raw === null ? '' : String(raw).trim();
    if (/^(?:|-+|—+|无|n\/?a|null|#N\/A)$/i.test(text)) {
      if (column.required)
        problems.push(problem(column.zh, 'MISSING', '必填而空白：请补填', 'is required and empty: fill it in'));
      continue;
    }
    const value = readCell(column, raw, text);
    if (!isProblem(value)) values.set(column.zh, value);
    else if (column.kind === 'phone') warnings.push(value);
    else problems.push(value);
  }
  // Each column's kind says which of these may ask for it.
  const get = (column: string): never => values.get(column) as never;
  return {
    text: get,
    fen: get,
    date: get,
    whole: get,
    phone: get,
    residentId: get,
    creditCode: get,
    caseNumber: get,
    canonical: (column) => {
      const value = values.get(column) as string | number | { readonly text: string } | undefined;
      return typeof value === 'object' ? value.text : value?.toString();
    },
    at: (column) => (values.has(column) ? { start: 0, end: [...String(row[column])].length, part: column } : undefined),
    problems,
    warnings,
  };
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'column' in value;

function readCell(column: Column, raw: CellValue | undefined, text: string): unknown {
  const { zh, kind } = column;
  switch (kind) {
    case 'id':
    case 'residentId':
    case 'creditCode':
      if (typeof raw === 'number' || /^\d(?:\.\d+)?E\+?\d+$/i.test(text)) return damaged(zh);
      if (kind === 'id') return text.normalize('NFKC').replace(/\s/g, '');
      return kind === 'residentId'
        ? (residentId.clean(text) ??
            problem(
              zh,
              'BAD_ID',
              '不是有效的身份证号（位数、日期或校验位不符）：请核对证件',
              'is no valid resident id (length, date or check character): compare it with the document',
            ))
        : (creditCode.clean(text) ??
            problem(
              zh,
              'BAD_CODE',
              '不是有效的信用代码（位数或校验位不符）：请核对营业执照',
              'is no valid credit code (length or check character): compare it with the licence',
            ));
    case 'caseNumber':
      return (
        caseNumber.clean(text) ??
        problem(
          zh,
          'BAD_CASE_NUMBER',
          '不是案号：应如（2025）赣0702民初1号',
          'is no case number: write it as （2025）赣0702民初1号',
        )
      );
    case 'money': {
      const amount = typeof raw === 'number' ? Math.round(raw * 100) : money.clean(text)?.fen;
      return amount !== undefined && Number.isSafeInteger(amount) && amount >= 0
        ? amount
        : problem(
            zh,
            'BAD_MONEY',
            '不是金额：请填以元计的数字，如 1234.50',
            'is no amount: write yuan in digits, as 1234.50',
          );
    }
    case 'date': {
      const day = /^\d{5}(?:\.\d+)?$/.test(text) ? fromExcelSerial(text) : partialDate.clean(text);
      return day?.length === 10
        ? day
        : problem(zh, 'BAD_DATE', '不是完整的日期：请填成 2025-03-06', 'is no full date: write it as 2025-03-06');
    }
    case 'whole':
      return /^\d{1,4}(?:\.0+)?$/.test(text)
        ? Number(text)
        : problem(zh, 'BAD_NUMBER', '不是整数：请填 1、2、3', 'is no whole number: write 1, 2, 3');
    case 'phone':
      return (
        phone.clean(text)?.text ??
        problem(
          zh,
          'BAD_PHONE',
          '不是有效的电话号码，已略过该格：请核对',
          'is no valid phone number and was left out: check it',
        )
      );
    case 'text':
      return text;
  }
}
