"use client";
import { type CSSProperties, useState } from "react";

const pieces = Array.from({ length: 24 }, (_, index) => index);
const colors = ["bg-primary", "bg-text", "bg-link"] as const;

/** Confetti, once, for a quick win that was done; nothing of it for those who want no motion. */
export function Celebration() {
  const [fallen, setFallen] = useState(0);
  if (fallen === pieces.length) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-0 z-10 grid place-items-center motion-reduce:hidden"
    >
      {pieces.map((piece) => (
        <span
          key={piece}
          style={fallOf(piece)}
          className={`col-start-1 row-start-1 h-3 w-2 animate-confetti ${colors[piece % colors.length]}`}
          onAnimationEnd={() => setFallen((count) => count + 1)}
        />
      ))}
    </div>
  );
}

/** Where a piece ends: all around, some further than others, and down. */
function fallOf(piece: number): CSSProperties & Record<`--${string}`, string> {
  const angle = (2 * Math.PI * piece) / pieces.length;
  const reach = 80 + 40 * (piece % 4);
  return {
    "--fall-x": `${Math.round(reach * Math.cos(angle))}px`,
    "--fall-y": `${Math.round(reach * Math.sin(angle) + 60)}px`,
  };
}
