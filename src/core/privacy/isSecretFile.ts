import { languages } from "../code/languages/languages.ts";
import { redact } from "./redactSecrets.ts";

/** Names of files that contain secrets, in lower case. */
const names: ReadonlySet<string> = new Set([
  ".env", ".envrc", ".npmrc", ".pypirc", ".netrc", "_netrc", ".git-credentials", ".htpasswd", ".pgpass", ".my.cnf", ".mylogin.cnf",
  ".dockercfg", ".vault-token", ".terraformrc", "terraform.rc", ".s3cfg", ".boto", ".passwd-s3fs", ".secret", ".secrets", ".sops.yaml",
  "credentials", "credentials.json", "credentials.yml", "credentials.yaml", "credentials.toml", "credentials.ini", "credentials.xml",
  "credentials.yml.enc", "credentials.properties", "secret.yml", "secret.yaml", "secret.json", "secret.toml", "secrets.yml", "secrets.yaml",
  "secrets.json", "secrets.toml", "secrets.ini", "secrets.xml", "secrets.properties", "secrets.env", "secrets.tfvars", "master.key",
  "kubeconfig", "terraform.tfvars", "terraform.tfvars.json", "local.settings.json", "wp-config.php", "google-services.json",
  "googleservice-info.plist", "application_default_credentials.json", "accesstokens.json", "azureprofile.json", "msal_token_cache.json",
  "keystore.properties", "signing.properties", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk",
  "shadow", "auth.json", "hosts.yml.secret", "password.txt", "passwords.txt", "secrets.txt", "token.txt", "tokens.txt",
]); // biome-ignore format: a list

/** Endings of keys, certificates, key stores and states that contain secrets. */
const endings = [
  ".pem", ".key", ".p12", ".pfx", ".p8", ".pk8", ".jks", ".keystore", ".bks", ".kdb", ".kdbx", ".ppk", ".gpg", ".pgp", ".asc", ".crt",
  ".cer", ".der", ".p7b", ".p7c", ".csr", ".ovpn", ".mobileprovision", ".keychain", ".keychain-db", ".tfstate", ".tfstate.backup",
  ".auto.tfvars", ".publishsettings", ".rdp", ".agekey", ".env",
]; // biome-ignore format: a list

/** Folders and files in which only source files are harmless. */
const folders =
  /(?:^|\/)(?:\.ssh|\.gnupg|\.aws|\.azure|\.kube|\.gcloud|\.config\/gcloud|\.config\/gh|\.gem|\.cargo\/credentials(?:\.toml)?|\.docker\/config\.json|\.chef|\.password-store|secrets)(?:\/|$)/;
/** Files and folders of tools in a user's home folder that contain tokens. */
const ofTools =
  /(?:^|\/)(?:\.m2\/settings(?:-security)?\.xml|\.gradle\/gradle\.properties|\.terraform\.d\/credentials\b[^/]*|\.(?:oci|snowsql|kaggle|bundle|fly)\/(?:config(?:\.yml)?|kaggle\.json)|\.subversion\/auth\/.*|\.(?:config\/)?pip\/pip\.conf|\.databrickscfg|\.config\/(?:hub|rclone\/.*|doctl\/.*|op\/.*|heroku\/.*|sops\/age\/.*|\.?wrangler\/.*)|\.wrangler\/config\/.*|\.(?:cache\/)?huggingface\/(?:token|stored_tokens)|\.(?:config|nuget)\/nuget\/nuget\.config|\.putty\/.*|\.\w+_history)$/;
const serviceAccount =
  /(?:^|[-_.])(?:service[-_]?account|firebase-adminsdk|gcp[-_]key|client[-_]secret)s?[-_.\w]*\.json$/;
/** Example files show names without values. */
const example = /\.(?:example|sample|template|tpl|dist|defaults|schema)(?:\.[a-z]+)?$|^(?:example|sample)\./;
/** Documentation and pictures. */
const documents =
  /\.(?:adoc|asciidoc|org|ipynb|png|jpe?g|gif|webp|ico|pdf|drawio|svg)$|^(?:readme|changelog|contributing|licen[cs]e)(?:\.txt)?$|^(?:build\.bazel|go\.mod)$/;
const documentation = /(?:^|\/)(?:docs?|documentation)\/.*\.txt$/;
/** Languages of files that may be secrets as a whole. */
const dataFamilies: ReadonlySet<string> = new Set([
  "plaintext", "json", "yaml", "toml", "ini", "properties", "editorconfig", "xml", "dotenv",
]); // biome-ignore format: a list
/** Translations of texts about secrets, such as those of a page to log in. */
const translations =
  /(?:^|\/)(?:locales?|i18n|l10n|intl|langs?|languages|translations|messages|nls|strings|_locales|[a-z]{2}-[a-z]{2})\/(?:.*\/)?[^./][^/]*\.(?:json|jsonc|json5|ya?ml)$/;
/** Code beside an environment file: types of its variables, or a script that reads it. */
const environmentCode = /^\.env(?:[.-][\w-]+)*\.[cm]?[jt]sx?$/;
/** Settings: a token in one of these makes it a secret file. */
const settings =
  /(?:^|\/)(?:\.[\w.-]+rc|[^/]+\.(?:json|jsonc|json5|ya?ml|toml|ini|cfg|conf|config|properties|xml|plist|tfvars|txt))$/;

/** Number of characters of a file that are searched for secrets. */
const searched = 64_000;

/**
 * Whether a file contains secrets by its path.
 * @param path absolute, relative or a uri; "/" or "\" between the parts. Rules on folders need all of it.
 */
export function isSecretPath(path: string): boolean {
  const whole = path.replaceAll("\\", "/").toLowerCase();
  const name = whole.slice(whole.lastIndexOf("/") + 1);
  if (example.test(name) || name.endsWith(".pub")) return false;
  if (environmentCode.test(name) || translations.test(whole)) return false;
  if (names.has(name) || serviceAccount.test(name) || name.startsWith(".env.") || name.startsWith(".env-")) return true;
  if (endings.some((ending) => name.endsWith(ending))) return true;
  return ofTools.test(whole) || (folders.test(whole) && !isReadable(whole, name));
}

/**
 * Whether a file contains secrets by its text: a private key, the key of a service account, or, in a settings file, a
 * token or password. Searches the start of the text only.
 */
export function holdsSecrets(text: string, path: string): boolean {
  const head = text.slice(0, searched);
  if (/^\s*-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(head)) return true;
  if (/"type"\s*:\s*"service_account"/.test(head) && head.includes('"private_key"')) return true;
  const whole = path.replaceAll("\\", "/").toLowerCase();
  const name = whole.slice(whole.lastIndexOf("/") + 1);
  return settings.test(whole) && !example.test(name) && !isLockFile(name) && redact(head).count > 0;
}

/** Whether a file must not be read, completed, indexed or sent, by its path or by its text. */
export function isSecretFile(path: string, text: string): boolean {
  return isSecretPath(path) || holdsSecrets(text, path);
}

/** Source code, documentation and pictures. A secret in them by mistake is redacted. */
function isReadable(path: string, name: string): boolean {
  const { family } = languages.of(languages.ofPath(name));
  const isSource = !dataFamilies.has(family) && !/\.(?:tfvars|hcl)$/.test(name);
  return isSource || documents.test(name) || documentation.test(path);
}

function isLockFile(name: string): boolean {
  return /(?:^|[-.])lock(?:file)?(?:\.|$)|-lock\.|\.sum$|shrinkwrap/.test(name);
}
