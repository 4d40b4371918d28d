import { expect, test } from "vitest";
import { holdsSecrets, isSecretFile, isSecretPath } from "../../../src/core/privacy/isSecretFile.ts";
import { made, makeAgain } from "./labelled.ts";

makeAgain();

const secretPaths = [
  ".env", ".env.local", ".env.production", "apps/web/.env.test", "prod.env", ".envrc", "/home/me/.npmrc", ".pypirc", ".netrc",
  ".git-credentials", "certs/server.pem", "server.key", "cert.p12", "cert.pfx", "AuthKey_ABC.p8", "release.keystore", "debug.jks",
  "C:\\Users\\me\\.ssh\\id_rsa", "/home/me/.ssh/config", "/home/me/.ssh/known_hosts", "id_ed25519", "/home/me/.aws/credentials",
  "/home/me/.aws/config", "/home/me/.kube/config", "kubeconfig", "/home/me/.docker/config.json", "terraform.tfvars", "prod.auto.tfvars",
  "terraform.tfstate", "terraform.tfstate.backup", "credentials.json", "config/credentials.yml.enc", "config/master.key", "secrets.yaml",
  "k8s/secrets.yml", "deploy/secrets/db.yaml", "my-service-account.json", "app-firebase-adminsdk-x1.json", "client_secret_123.json",
  "local.settings.json", "google-services.json", "GoogleService-Info.plist", "wp-config.php", "vault.kdbx", "putty.ppk", "backup.gpg",
  "/srv/other/.kube/config", "C:\\Users\\me\\.aws\\config", "/home/me/.config/gh/hosts.yml", "/home/me/.config/composer/auth.json",
  "client.ovpn", "ca.crt", "server.cer", "application_default_credentials.json", ".htpasswd", ".pgpass", ".vault-token", "auth.json",
  "/home/me/.m2/settings.xml", "/home/me/.config/rclone/rclone.conf", "/home/me/.cache/huggingface/token", "/home/me/.bash_history",
  "/home/me/.config/pip/pip.conf", "/home/me/.oci/config", "C:\\Users\\me\\.gradle\\gradle.properties", "secrets/db.tfvars",
  "/home/me/.ssh/build", "secrets/go", "secrets/build.txt", "secrets/vault.hcl",
  "vscode-remote://ssh-remote%2Bbox/home/me/.kube/config", "file:///c%3A/Users/me/.docker/config.json",
]; // biome-ignore format: a list

const harmlessPaths = [
  "src/index.ts", "README.md", "package.json", "package-lock.json", "tsconfig.json", ".env.example", ".env.sample", ".env.template",
  "example.env.md", "environment.ts", "env.d.ts", "src/env.ts", "src/secrets/rotate.ts", "app/credentials.py", "lib/secret.rb",
  "id_rsa.pub", "certs/README.md", "src/keys.ts", "src/key.go", "keyboard.json", "src/token.rs", "tokens.css", "settings.json",
  ".vscode/settings.json", "password-input.tsx", "PasswordReset.vue", "docs/secrets.md", "terraform/main.tf", "main.tfvars.example",
  "locales/en/auth.json", "src/i18n/de/credentials.json", "public/lang/en-GB/secrets.yml", ".env.d.ts", "src/.env.ts", ".env.test.mjs",
  "docs/secrets/intro.rst", "docs/secrets/index.adoc", "app/secrets/logo.svg",
  "messages/en/auth.json", "src/en-US/auth.json", "_locales/en/credentials.json", "docs/secrets/README.txt", "docs/secrets/topic.txt",
  "secrets/README", "secrets/Makefile", "infra/secrets/main.tf", "src/secrets/api.proto", "src/secrets/style.sass", "secrets/a.clj",
  "secrets/BUILD.bazel", "secrets/go.mod", "secrets/LICENSE",
  "Cargo.lock", "yarn.lock", ".eslintrc", ".prettierrc", "k8s/deployment.yaml", "src/aws/client.ts", "monkey.ts", "certificate.ts",
]; // biome-ignore format: a list

test.each(secretPaths)("%s is a file that holds secrets", (path) => {
  expect(isSecretPath(path)).toBe(true);
});

test.each(harmlessPaths)("%s is not", (path) => {
  expect(isSecretPath(path)).toBe(false);
});

test("settings with a token in them hold a secret, whatever their name", () => {
  const token = made(40);
  expect(isSecretFile(".vscode/settings.json", `{\n  "service.apiToken": "${token}"\n}`)).toBe(true);
  expect(isSecretFile("config.toml", `[auth]\nclient_secret = "${token}"\n`)).toBe(true);
  expect(isSecretFile("app.properties", `db.url=postgres://app:${made(14)}@db/app\n`)).toBe(true);
});

test("settings without one do not", () => {
  expect(holdsSecrets('{ "editor.tabSize": 2, "apiToken": "${env:TOKEN}" }', ".vscode/settings.json")).toBe(false);
  expect(holdsSecrets(`{ "integrity": "sha512-${made(86, "base64")}==" }`, "package-lock.json")).toBe(false);
});

test("a token in source code is redacted; the file itself is completed", () => {
  expect(isSecretFile("src/client.ts", `const apiKey = "${made(40)}";`)).toBe(false);
});

test("a private key is one under any name", () => {
  const key = ["-----BEGIN OPENSSH ", "PRIVATE", " KEY-----\n", made(64, "base64")].join("");
  expect(isSecretFile("notes", key)).toBe(true);
  expect(isSecretFile("robot.data", `{ "type": "service_account", "private_key": "${made(10)}" }`)).toBe(true);
});
