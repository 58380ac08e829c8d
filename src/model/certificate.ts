/** The natural key of a thing with a title certificate: its number without brackets, spaces and punctuation. */
export const certificateKey = (number: string): string =>
  number.normalize('NFKC').replace(/[\s〔〕[\]【】()《》,，.。、]/g, '');
