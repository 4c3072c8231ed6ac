// What a map is narrowed to. Pure.
import type { FilterOffer, MapFilter } from '../host/wire';

export const same = (a: MapFilter, b: MapFilter) => a.sort === b.sort && a.value === b.value;

/** The filters with one more, or without it where it was there. */
export function toggled(filters: readonly MapFilter[], one: MapFilter): MapFilter[] {
  return filters.some((other) => same(other, one)) ? filters.filter((other) => !same(other, one)) : [...filters, one];
}

/** A filter's value in words; null where the map no longer offers it. */
export function valueWords(offers: readonly FilterOffer[], one: MapFilter): string | null {
  return offers.find((offer) => offer.sort === one.sort)?.values.find((value) => value.value === one.value)?.words ?? null;
}

/** Whether two lots of filters keep to the same, in whatever order. */
export function sameFilters(a: readonly MapFilter[], b: readonly MapFilter[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => same(one, other)));
}
