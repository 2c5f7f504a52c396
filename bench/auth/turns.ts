interface Rounds {
  /** Come first and are not counted: code gets compiled, connections get opened. */
  readonly warmUp: number;
  readonly counted: number;
}

/** Does what is measured and returns the milliseconds it took. */
type Turn = (round: number) => Promise<number>;

/**
 * Lets contenders take turns, round after round, and returns the milliseconds that each turn gave, round by round.
 * Whoever began a round ends the next one, so that neither a drift of the machine nor what a turn leaves behind favours
 * one of them.
 */
export async function takeTurns<Name extends string>(
  { warmUp, counted }: Rounds,
  contenders: Readonly<Record<Name, Turn>>,
): Promise<Record<Name, number[]>> {
  const order = Object.entries<Turn>(contenders).map(([name, turn]) => ({
    name,
    turn,
    times: [] as number[],
  }));
  for (let round = 0; round < warmUp + counted; round += 1) {
    for (const { turn, times } of round % 2 === 0 ? order : order.toReversed()) {
      const milliseconds = await turn(round);
      if (round >= warmUp) times.push(milliseconds);
    }
  }
  // The names are those of the contenders, which `entries` and `fromEntries` carry through but cannot say.
  return Object.fromEntries(order.map(({ name, times }) => [name, times])) as Record<Name, number[]>;
}
