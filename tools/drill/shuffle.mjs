/** @template T @param {readonly T[]} items @returns {T[]} */
export function shuffle(items) {
  return items
    .map(item => ({ item, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
