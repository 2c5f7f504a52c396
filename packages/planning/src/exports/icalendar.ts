import { normalizeText } from "@alva/contracts/text";

/** One property of an iCalendar object, its value as the specification writes it. */
export type Property = readonly [name: string, value: string];

/** A value of type TEXT (RFC 5545 section 3.3.11): control characters are left out, and what would end the value is escaped. */
export function calendarText(text: string): string {
  return normalizeText(text)
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll("\n", String.raw`\n`);
}

/** An instant as a UTC DATE-TIME, which no time zone's rules can shift (section 3.3.5, form 2). */
export function calendarInstant(instant: string | number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

/** A component with its properties and the components in it, in lines of at most 75 octets (section 3.1). */
export function calendarComponent(name: string, properties: readonly Property[], inner = ""): string {
  const lines = properties.map(([property, value]) => fold(`${property}:${value}`));
  return `BEGIN:${name}\r\n${lines.join("")}${inner}END:${name}\r\n`;
}

const maxOctets = 75;

/** Breaks a line between characters, never inside one. A continuation's leading space counts. */
function fold(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = utf8Octets(character);
    if (octets + size > maxOctets) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return `${folded}\r\n`;
}

function utf8Octets(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_0000 ? 3 : 4;
}
