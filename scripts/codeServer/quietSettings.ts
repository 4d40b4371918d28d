/** Settings that prevent VS Code's own prompts, downloads and overlays. None changes what typing does or how code looks. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  "workbench.startupEditor": "none",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": "off", // VS Code writes this over `false` some time after it has started.
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
};
