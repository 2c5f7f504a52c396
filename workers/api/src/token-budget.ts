/**
 * Tokens, asked and answered together, that the model may take for one person on one day (UTC). Five plans with every
 * module take about 325,000. Whoever starts work for the model checks it first; what is under way is finished.
 */
export const tokensPerDay = 400_000;
