import { describe, expect, it } from 'vitest';
import { headingsIn, withoutOptions } from './columns';

const REFUSED = 'List.csv has no column that says what its rows are (Was, Wo (Ort), …): name the columns with --map COLUMN=FIELD, for example --map "Was=name".';

describe('a table whose columns are not recognised', () => {
  it('names its headings', () => {
    expect(headingsIn(REFUSED)).toEqual(['Was', 'Wo (Ort)']);
    expect(headingsIn('List.csv is empty.')).toEqual([]);
    expect(headingsIn(REFUSED.replace('Was, Wo (Ort), …', 'none with a heading'))).toEqual([]);
  });
  it('is refused in words without options', () => {
    expect(withoutOptions(REFUSED)).toBe('List.csv has no column that says what its rows are (Was, Wo (Ort), …).');
    expect(withoutOptions('List.csv is empty.')).toBe('List.csv is empty.');
  });
});
