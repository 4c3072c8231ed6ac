// What a map's colours and sizes say. Pure.
import type { MapOptions } from '../host/wire';

type Said = Pick<MapOptions, 'colour_by' | 'size_by' | 'group_by' | 'proposal'>;

/** Whether colours, sizes and places say what they usually say. */
export const usual = (map: Said) => map.colour_by === 'kind' && map.size_by === 'alike' && map.group_by === '';

/** Whether two maps say the same. Whose positions are told matters only where colours tell positions. */
export const saysSame = (a: Said, b: Said) =>
  a.colour_by === b.colour_by && a.size_by === b.size_by && a.group_by === b.group_by && (a.colour_by !== 'stance' || a.proposal === b.proposal);
