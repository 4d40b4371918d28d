/**
 * Mean and standard deviation of the time between two keys, in milliseconds: Dhakal et al., "Observations on Typing from
 * 136 Million Keystrokes" (CHI 2018), 168,000 volunteers.
 */
const meanMs = 239;
const deviationMs = 112;

/** The time before each key of a person who types: log-normal, as intervals between keys are, and the same for the same seed. */
export function typingRhythm(seed: number): () => number {
  const variance = Math.log(1 + (deviationMs / meanMs) ** 2);
  const location = Math.log(meanMs) - variance / 2;
  let state = seed >>> 0;
  const random = () => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.exp(location + Math.sqrt(variance) * normal);
  };
}
