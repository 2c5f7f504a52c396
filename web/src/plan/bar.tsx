interface BarProps {
  /** How much of the whole, 0 to 1. */
  readonly share: number;
}

/** A bar for the eye; the words beside it say the same. Its outline tells it from its ground where gold alone would not. */
export function Bar({ share }: BarProps) {
  return (
    <span aria-hidden className="block min-w-16 flex-1 overflow-hidden rounded-pill bg-soft">
      <span
        className={`block h-3 rounded-pill bg-primary ${share > 0 ? "border border-control-line" : ""}`}
        style={{ width: `${100 * share}%` }}
      />
    </span>
  );
}
