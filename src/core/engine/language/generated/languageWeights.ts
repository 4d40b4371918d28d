/** Written by `npm run fit:language`; not to be edited. */
export const languageWeights: readonly number[] = [1.8983,-0.0892,-0.2001,0.0217,-0.0498,0.4646,-0.5904,0.2521,-0.3259,-0.1297,0.2274,0.7576];
