import { zlibSync } from "fflate";
import type { Font } from "../pdf/font.ts";

const printable = 0x7f - 0x20;

/** A font in which every printable ASCII character, the replacement box and the tick are half as wide as the type is high. */
export const squareFont: Font = {
  program: zlibSync(new Uint8Array()),
  metrics: {
    name: "Square",
    programLength: 0,
    ascent: 800,
    descent: -200,
    capHeight: 700,
    box: [0, -200, 500, 800],
    advances: Array.from({ length: printable + 3 }, () => 500),
    ranges: [
      [0x20, 1, printable],
      [0x25a1, printable + 1, 1],
      [0x2713, printable + 2, 1],
    ],
  },
};
