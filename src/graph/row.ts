/** What a statement tells of one thing, name -> expression: as columns of a row, or as one map beside other columns. */
type Told = Readonly<Record<string, string>>;

export const asColumns = (told: Told): string =>
  Object.entries(told)
    .map(([name, value]) => `${value} AS ${name}`)
    .join(', ');

export const asMap = (told: Told): string =>
  `{${Object.entries(told)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')}}`;
