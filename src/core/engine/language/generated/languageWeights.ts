/** Written by `npm run fit:language`; not to be edited. */
export const languageWeights: readonly number[] = [1.4627,-0.0998,-0.3986,0.0766,-0.0093,0.5638,-0.3166,0.5862,0.0749,0.2904,-0.1576,1.0834];
