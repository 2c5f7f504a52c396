/** A pause between words that stand beside each other: the eye sees a gap, but read out they would run into one. */
export function Pause() {
  return <span className="sr-only">, </span>;
}
