/** Written by `npm run fit:language`; not to be edited. */
export const languageWeights: readonly number[] = [1.8698,-0.0751,-0.1913,0.0236,-0.0477,0.4592,-0.5763,0.2498,-0.313,-0.0971,0.209,0.7537];
