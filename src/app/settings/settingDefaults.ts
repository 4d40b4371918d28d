/** Default of every setting, by full name. A test compares them with package.json. */
export const settingDefaults = {
  "hunch.completion.enabled": true,
  "hunch.completion.trigger": "automatic",
  "hunch.completion.eagerness": "balanced",
  "hunch.completion.maxLines": 10,
  "hunch.completion.waitForModel": 400,
  "hunch.completion.inComments": true,
  "hunch.completion.inStrings": true,
  "hunch.completion.onlyInCode": [] as readonly string[],
  "hunch.nextEdits": "balanced",
  "hunch.nextEditKeys": "tab",
  "hunch.context.maxTokens": 2048,
  "hunch.context.exclude": ["**/node_modules/**", "**/*.min.*"] as readonly string[],
  "hunch.context.definitions": true,
  "hunch.context.learnWorkspace": true,
  "hunch.model.protocol": "none",
  "hunch.model.baseUrl": "",
  "hunch.model.name": "",
  "hunch.model.fimFamily": "auto",
  "hunch.model.delay": "balanced",
  "hunch.model.maxRequestsPerDay": 0,
  "hunch.model.prefetch": "thisMachine",
  "hunch.model.prediction": false,
  "hunch.model.nextEdits": false,
  "hunch.model.nextEditName": "",
  "hunch.ask.baseUrl": "",
  "hunch.ask.name": "",
  "hunch.ask.embeddingsModel": "",
  "hunch.ask.embeddingsFrom": "server",
  "hunch.ask.embedWorkspace": false,
  "hunch.ask.maxSteps": 6,
  "hunch.ask.queryRewriting": "off",
  "hunch.ask.sharedIndex": "",
  "hunch.statistics.keepDays": 90,
  "hunch.statistics.prices": {},
  "hunch.statistics.variants": {},
  "hunch.teams.endpoint": "",
  "hunch.teams.headers": {},
} as const;

/** The full name of a setting. */
export type SettingName = keyof typeof settingDefaults;

/** Whether a setting is machine-scoped: everything that decides where something is sent. */
export function belongsToMachine(name: string): boolean {
  return /^hunch\.(?:model|ask|teams)\./.test(name);
}
