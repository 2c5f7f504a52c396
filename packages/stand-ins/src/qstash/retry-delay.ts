/** Milliseconds to wait before a retry; `retried` is 0 for the first one. */
export type RetryDelay = (retried: number) => number;

const functions: Readonly<
  Record<string, { readonly arity: number; readonly call: (...n: number[]) => number }>
> = {
  pow: { arity: 2, call: Math.pow },
  sqrt: { arity: 1, call: Math.sqrt },
  abs: { arity: 1, call: Math.abs },
  exp: { arity: 1, call: Math.exp },
  floor: { arity: 1, call: Math.floor },
  ceil: { arity: 1, call: Math.ceil },
  round: { arity: 1, call: Math.round },
  min: { arity: 2, call: Math.min },
  max: { arity: 2, call: Math.max },
};

const operators: Readonly<Record<string, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
};

const token = /\s*(?:(\d+(?:\.\d+)?)|([a-z]+)|([-+*/%(),]))/y;
const longestExpression = 1000;

/**
 * Compiles an `Upstash-Retry-Delay` expression: numbers, `retried`, `+ - * / %`, brackets and the functions pow, sqrt,
 * abs, exp, floor, ceil, round, min and max. Undefined when the text is not one. Publishers write the text, so it is
 * parsed and never evaluated as code.
 */
export function parseRetryDelay(text: string): RetryDelay | undefined {
  if (text.length > longestExpression) return undefined;
  const tokens = tokenize(text);
  if (!tokens) return undefined;
  let position = 0;

  const peek = () => tokens[position];
  const take = (expected: string) => {
    if (peek() !== expected) throw new SyntaxError(`expected ${expected}`);
    position += 1;
  };

  function sum(): RetryDelay {
    return chain(["+", "-"], product);
  }

  function product(): RetryDelay {
    return chain(["*", "/", "%"], unary);
  }

  /** Operands joined by operators of one rank, which bind to the left. */
  function chain(signs: readonly string[], operand: () => RetryDelay): RetryDelay {
    let compiled = operand();
    for (let sign = peek(); sign !== undefined && signs.includes(sign); sign = peek()) {
      position += 1;
      const [apply, left, right] = [operators[sign], compiled, operand()];
      compiled = (retried) => apply?.(left(retried), right(retried)) ?? Number.NaN;
    }
    return compiled;
  }

  function unary(): RetryDelay {
    if (peek() !== "-") return primary();
    position += 1;
    const inner = unary();
    return (retried) => -inner(retried);
  }

  function primary(): RetryDelay {
    const next = peek();
    position += 1;
    if (next === undefined) throw new SyntaxError("unexpected end");
    if (/^\d/.test(next)) return () => Number(next);
    if (next === "retried") return (retried) => retried;
    if (next === "(") {
      const inner = sum();
      take(")");
      return inner;
    }
    return call(next);
  }

  function call(name: string): RetryDelay {
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!known) throw new SyntaxError(`unknown name ${name}`);
    take("(");
    const inputs = [sum()];
    while (inputs.length < known.arity) {
      take(",");
      inputs.push(sum());
    }
    take(")");
    return (retried) => known.call(...inputs.map((input) => input(retried)));
  }

  try {
    const compiled = sum();
    return position === tokens.length ? compiled : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function tokenize(text: string): string[] | undefined {
  const trimmed = text.trim();
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) {
    const match = token.exec(trimmed);
    if (!match) return undefined;
    tokens.push(match[0].trim());
  }
  return tokens;
}
