/**
 * Texts with and without secrets, to measure the redaction by. Every secret is made up here, character by character,
 * so that no text in this repository has the shape of a real one.
 */

const alphabets = {
  base62: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  base32: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  hex: "0123456789abcdef",
  base64: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
  digits: "0123456789",
} as const;

/** With some others, the body of a short token such as `hvs.` looks like words by chance, and is no secret then. */
const firstState = 11;
let state = firstState;

/** Makes what {@link made} returns independent of the files that ran before in the same process. */
export function makeAgain(): void {
  state = firstState;
}

/** `length` characters that look random and are the same in every run. */
export function made(length: number, alphabet: keyof typeof alphabets = "base62"): string {
  let text = "";
  for (let i = 0; i < length; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += alphabets[alphabet][Math.floor((state / 2_147_483_648) * alphabets[alphabet].length)];
  }
  return text;
}

const joined = (...parts: readonly string[]) => parts.join("");
const jwt = () => joined("ey", "JhbGciOiJIUzI1NiJ9", ".", "ey", "JzdWIiOiIxMjM0NTY3ODkw", made(12), ".", made(43));
const pem = (kind: string, lines = 6) =>
  joined(
    "-----BEGIN ",
    kind,
    "PRIVATE",
    " KEY-----\n",
    `${made(64, "base64")}\n`.repeat(lines),
    "-----END ",
    kind,
    "PRIVATE",
    " KEY-----",
  );

/** A text that holds a secret, and the secret, which must be gone afterwards. */
export interface Positive {
  readonly text: string;
  readonly secret: string;
}

function holding(secret: string, write: (secret: string) => string): Positive {
  return { text: write(secret), secret };
}

const quoted = (name: string, secret: string) => holding(secret, (value) => `const ${name} = "${value}";`);

export const positives: readonly Positive[] = [
  // Tokens that tell by their shape, wherever they stand.
  ...["p", "o", "u", "s", "r"].map((kind) =>
    holding(joined("gh", kind, "_", made(36)), (s) => `curl -H "X: ${s}" https://api.github.com`),
  ),
  holding(joined("github", "_pat_", made(22), "_", made(59)), (s) => `export GH=${s}`),
  holding(joined("gl", "pat-", made(20)), (s) => `// use ${s} to push`),
  holding(joined("AK", "IA", made(16, "base32")), (s) => `aws_access_key_id = ${s}`),
  holding(joined("AS", "IA", made(16, "base32")), (s) => `new Client({ id: "${s}" })`),
  holding(joined("xo", "xb-", made(12, "digits"), "-", made(24)), (s) => `slack.connect("${s}")`),
  holding(joined("xo", "xp-", made(12, "digits"), "-", made(24)), (s) => `- run: notify ${s}`),
  holding(joined("https://hooks.", "slack.com/services/T", made(8), "/B", made(8), "/", made(24)), (s) => `url: ${s}`),
  holding(joined("https://discord.", "com/api/webhooks/", made(18, "digits"), "/", made(68)), (s) => `post("${s}")`),
  holding(joined("sk", "_live_", made(24)), (s) => `stripe(${JSON.stringify(s)})`),
  holding(joined("rk", "_live_", made(24)), (s) => `# ${s}`),
  holding(joined("wh", "sec_", made(32)), (s) => `constructEvent(body, sig, '${s}')`),
  holding(joined("sk", "-proj-", made(48)), (s) => `new OpenAI({ apiKey: "${s}" })`),
  holding(joined("sk", "-", made(48)), (s) => `openai.api_key = "${s}"`),
  holding(joined("sk", "-ant-api03-", made(80)), (s) => `client = Anthropic(api_key='${s}')`),
  holding(joined("sk", "-or-v1-", made(64, "hex")), (s) => `OPENROUTER=${s}`),
  holding(
    joined("AI", "za", made(35)),
    (s) => `<script src="https://maps.googleapis.com/maps/api/js?key=${s}"></script>`,
  ),
  holding(joined("GOC", "SPX-", made(28)), (s) => `oauth("${s}")`),
  holding(joined("np", "m_", made(36)), (s) => `//registry/:_authToken=${s}`),
  holding(joined("py", "pi-AgE", made(90)), (s) => `twine upload -p ${s}`),
  holding(joined("h", "f_", made(34)), (s) => `login(token="${s}")`),
  holding(joined("SG", ".", made(22), ".", made(43)), (s) => `sendgrid "${s}"`),
  holding(joined("dop", "_v1_", made(64, "hex")), (s) => `doctl auth init -t ${s}`),
  holding(joined("shp", "at_", made(32, "hex")), (s) => `shopify: ${s}`),
  holding(joined("lin", "_api_", made(40)), (s) => `Linear("${s}")`),
  holding(joined(made(9, "digits"), ":A", "A", made(33)), (s) => `bot = Bot("${s}")`),
  holding(joined("da", "pi", made(32, "hex")), (s) => `databricks ${s}`),
  holding(joined("hv", "s.", made(24)), (s) => `vault login ${s}`),
  holding(joined("gl", "sa_", made(32), "_", made(8, "hex")), (s) => `grafana ${s}`),
  holding(
    joined("Account", "Key=", made(86, "base64"), "=="),
    (s) => `"DefaultEndpointsProtocol=https;AccountName=a;${s};"`,
  ),
  holding(jwt(), (s) => `const session = "${s}";`),
  holding(jwt(), (s) => `curl -H 'Authorization: Bearer ${s}' https://api.test`),
  // Private keys.
  ...["RSA ", "EC ", "OPENSSH ", ""].map((kind) => {
    const key = pem(kind);
    return { text: `const key = \`${key}\`;`, secret: key.split("\n")[1] ?? "" };
  }),
  holding(made(64, "base64"), (s) =>
    joined(
      '"private_key": "-----BEGIN ',
      "PRIVATE",
      " KEY-----\\n",
      s,
      "\\n",
      s,
      "\\n-----END ",
      "PRIVATE",
      ' KEY-----\\n"',
    ),
  ),
  // Passwords in addresses and headers.
  holding(made(14), (s) => `postgres://app:${s}@db.internal:5432/app`),
  holding(`${made(6)}!${made(6)}`, (s) => `DATABASE_URL="mysql://root:${s}@10.0.0.4/shop"`),
  holding(made(20), (s) => `redis://:${s}@cache.internal:6379`),
  holding(made(20), (s) => `git clone https://deploy:${s}@git.internal/team/app.git`),
  holding(made(24), (s) => `mongodb+srv://svc:${s}@cluster0.internal/?retryWrites=true`),
  holding(made(20), (s) => `amqps://worker:${s}@mq.internal/vhost`),
  holding(made(40), (s) => `headers: { Authorization: "Bearer ${s}" }`),
  holding(made(32, "base64"), (s) => `-H "Authorization: Basic ${s}"`),
  holding(made(32), (s) => `http --auth-type=bearer --token=${s} GET api.test`),
  // Random literals under names that say what they are.
  quoted("apiKey", made(32)),
  quoted("API_KEY", made(40, "hex")),
  quoted("client_secret", made(40)),
  quoted("accessToken", made(48)),
  quoted("SECRET_KEY", made(50)),
  quoted("jwtSecret", made(32)),
  quoted("encryptionKey", made(44, "base64")),
  quoted("signing_key", made(64, "hex")),
  quoted("privateKey", joined("0x", made(64, "hex"))),
  quoted("dbPassword", joined(made(5), "#9a", made(5))),
  quoted("ADMIN_PASSWORD", joined("T", made(10), "!7z")),
  quoted("refreshToken", made(43)),
  quoted("webhookSecret", made(32)),
  quoted("awsSecretAccessKey", made(40, "base64")),
  holding(made(40), (s) => `API_KEY=${s}`),
  holding(made(40), (s) => `export SERVICE_TOKEN='${s}'`),
  holding(made(36), (s) => `  api_key: ${s}`),
  holding(made(36), (s) => `  client-secret: "${s}"`),
  holding(made(36), (s) => `  "apiToken": "${s}",`),
  holding(made(36), (s) => `config["secret_key"] = "${s}"`),
  holding(made(36), (s) => `os.environ["AUTH_TOKEN"] = '${s}'`),
  holding(made(36), (s) => `os.Setenv("API_TOKEN", "${s}")`),
  holding(made(36), (s) => `{ apiSecret: \`${s}\` }`),
  holding(made(36), (s) => `:api_key => "${s}",`),
  holding(made(36), (s) => `apiKey := "${s}"`),
  holding(made(36), (s) => `let api_token: &str = "${s}";`),
  holding(made(36), (s) => `private static final String CLIENT_SECRET = "${s}";`),
  holding(made(36), (s) => `<add key="x" /><password>${s}</password>`),
  holding(made(36), (s) => `spring.datasource.password=${s}`),
  holding(made(36), (s) => `Server=db;Database=app;User Id=sa;Password=${s};`),
  holding(made(36), (s) => `deploy --api-key ${s} --region eu`),
  holding(made(36), (s) => `-- TODO: remove\nSET my.secret_token = '${s}';`),
  // Written later, without looking at the rules, to see what they had learnt by heart.
  holding(joined(made(14), "!"), (s) => `conn = psycopg2.connect(password='${s}')`),
  holding(made(40), (s) => `token: Bearer ${s}`),
  holding(made(32), (s) => `X-Api-Key: ${s}`),
  holding(made(16), (s) => `curl -u admin:${s} https://x.internal`),
  holding(made(64, "hex"), (s) => `ENV SECRET_KEY_BASE=${s}`),
  holding(made(40, "base64"), (s) => `"AWS_SECRET_ACCESS_KEY": "${s}"`),
  holding(made(18), (s) => `jdbc:postgresql://db/app?user=a&password=${s}`),
  holding(made(40), (s) => `$env:API_TOKEN = "${s}"`),
  holding(made(44, "base64"), (s) => `secretKey = Buffer.from("${s}", "base64")`),
  holding(made(14), (s) => `sshpass -p ${s} ssh host`),
  holding(made(64), (s) => `define("AUTH_KEY", "${s}");`),
  holding(joined(made(16), "#"), (s) => `<property name="password" value="${s}"/>`),
  holding(joined(made(16), "#"), (s) => `password = """${s}"""`),
  holding(made(40, "hex"), (s) => `set(:github_token, "${s}")`),
  holding(joined(made(9), "Q7!"), (s) => `let password = String::from("${s}");`),
  holding(made(40), (s) => `TOKEN = b'${s}'`),
  holding(joined(made(8), "#9aB"), (s) => `options.Password = @"${s}";`),
  holding(made(12), (s) => `smtp://mail:${s}@smtp.internal:587`),
  holding(made(40, "hex"), (s) => `Authorization: token ${s}`),
  holding(made(20), (s) => `private_token=${s}&per_page=100`),
];

const hash = (length: number) => made(length, "hex");
const uuid = () => [8, 4, 4, 4, 12].map((length) => hash(length)).join("-");

/** Texts that must stay as they are. */
export const negatives: readonly string[] = [
  // Hashes, ids, lock files, checksums.
  `commit ${hash(40)}`,
  `"integrity": "sha512-${made(86, "base64")}==",`,
  `checksum = "${hash(64)}"`,
  `github.com/pkg/errors v0.9.1 h1:${made(43, "base64")}=`,
  `  resolved "https://registry.test/lodash/-/lodash-4.17.21.tgz#${hash(40)}"`,
  `FROM node@sha256:${hash(64)}`,
  `uses: actions/checkout@${hash(40)}`,
  `const id = "${uuid()}";`,
  `id: ${uuid()}`,
  `"etag": "W/\\"${hash(32)}\\"",`,
  `expect(sha256(input)).toBe("${hash(64)}");`,
  `md5: ${hash(32)}`,
  `const passwordHash = "$2b$12$${made(53)}";`,
  `Digest: SHA-256=${made(43, "base64")}=`,
  `content_hash = "${hash(64)}"`,
  `{ "file": "app.${hash(8)}.js", "hash": "${hash(20)}" }`,
  `const traceId = "${hash(32)}";`,
  `nonce="${hash(24)}"`,
  `<img src="data:image/png;base64,${made(120, "base64")}">`,
  `const wasm = "${made(200, "base64")}";`,
  `fingerprint: "${hash(40).replace(/../g, "$&:").slice(0, -1)}"`,
  // Test vectors and published examples.
  'const key = hex("000102030405060708090a0b0c0d0e0f");',
  'privateKey = "0x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"',
  'secretKey: "00112233445566778899aabbccddeeff",',
  joined("AWS_ACCESS_KEY_ID=AK", "IAIOSFODNN7EXAMPLE"),
  joined('aws_secret_access_key = "wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY"'),
  'token = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
  'apiKey: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
  'const secret = "deadbeefdeadbeefdeadbeefdeadbeef";',
  `{ name: "vector 1", key: "${hash(32)}", iv: "${hash(32)}", ct: "${hash(32)}" }`,
  // Placeholders and made-up values.
  'const apiKey = "your-api-key-here";',
  "API_KEY=YOUR_API_KEY_GOES_HERE",
  'password: "changeme"',
  'password: "password123"',
  'const token = "<YOUR_TOKEN_1234567890>";',
  "token: ${{ secrets.GITHUB_TOKEN }}",
  "password: ${DB_PASSWORD}",
  'password = "{{ vault_db_password }}"',
  "API_TOKEN=$(cat /run/secrets/token)",
  'secret: "********"',
  'passwd = "..."',
  'login("admin", "admin")',
  'const password = "test1234";',
  'token: "abc123"',
  'auth_token: "fake-token-for-tests-0123456789"',
  'const clientSecret = "example-client-secret-1";',
  "postgres://user:password@localhost:5432/db",
  "postgres://postgres:postgres@localhost:5432/postgres",
  "https://user:pass@example.com/path",
  "mysql://${user}:${password}@${host}/db",
  "redis://:$REDIS_PASSWORD@cache:6379",
  "http://localhost:3000@foo",
  'const email = "mailto:someone@example.com";',
  "ssh://git@github.com:22/owner/repo.git",
  // Names that only sound like secrets.
  'const tokenizer = new Tokenizer("gpt-4-turbo-2024-04-09");',
  'tokenType: "application/vnd.api.v3+json-2024"',
  'const TOKEN_URL = "https://login.test/oauth2/v2.0/token";',
  'passwordField: "input-password-field-1"',
  'secretName: "prod-database-credentials-v2"',
  'const secretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";',
  'nextPageToken = "CAUQAA1234567890abcdefXYZ"',
  "const cancellationToken = source.Token;",
  'primaryKey: "user_id_2024_partition"',
  'foreignKey: "orders_customer_id_fkey_2"',
  "key={`item-${index}-${item.id}`}",
  'const keyboard = "KeyA KeyB KeyC KeyD 1234";',
  'monkey: "Macaca fascicularis 0123456789"',
  'csrfTokenHeader: "X-CSRF-TOKEN-2024-ABCDEF"',
  'passRate: "99.12345678901234567"',
  'compass = "NNE 22.5 degrees 0123456789"',
  'const bypass = "allow-list-entry-0123456789";',
  "PATH=/usr/local/bin:/usr/bin:/opt/tools/v1.2.3/bin",
  'const path = "/api/v1/users/123/profile/abc/settings";',
  'publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + rest',
  'cacheKey = "users:list:page:1:size:50:sort:name"',
  'sortKey: "createdAt#2024-01-01T00:00:00.000Z"',
  'i18nKey="settings.account.password.reset.title"',
  'label: t("auth.errors.invalidPasswordLength8")',
  'accessKey="s"',
  'const keyPath = "certs/server-2024.key";',
  "sessionKey: SessionKeys.CurrentUserProfileV2,",
  'objectKey := "uploads/2024/01/31/photo_0001.jpg"',
  // Code that handles secrets without holding one.
  "const password = await readPassword({ prompt: 'Password:' });",
  "password = getpass.getpass()",
  "const apiKey = process.env.OPENAI_API_KEY_V2_2024;",
  'token = os.environ["SERVICE_TOKEN_2024_PROD"]',
  "let secret = config.auth.secretKey;",
  "if (password.length < 8) throw new WeakPasswordError();",
  "type Credentials = { username: string; password: string };",
  "secret: z.string().min(32).max(256),",
  "private_key: Option<rsa::RsaPrivateKey>,",
  "def authenticate(self, token: str, password: str = None) -> User:",
  "const secret = crypto.randomBytes(32).toString('hex');",
  "apiKey: settings.get('provider.apiKey', undefined),",
  "  token: string().required().matches(/^[a-f0-9]{32}$/),",
  "Authorization: `Bearer ${accessToken}`,",
  'headers["Authorization"] = "Bearer " + token',
  '"Authorization": "Bearer <token>"',
  'SecretKeySelector{Key: "password", Name: secretName}',
  'return db.query("SELECT password_hash FROM users WHERE id = $1", [id]);',
  '--password-stdin --username "$USER"',
  'cmd.Flags().StringVar(&opts.Token, "token", "", "Authentication token")',
  'expect(screen.getByLabelText("Password")).toBeInTheDocument();',
  "secretKeyRef: { name: db-credentials, key: password }",
  '@JsonProperty("access_token") private String accessToken;',
  'errors.New("password must contain 8-64 characters")',
  'password_validators = ["django.contrib.auth.password_validation.MinimumLengthValidator"]',
  "const PASSWORD_REGEX = /^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d@$!%*?&]{8,}$/;",
  'throw new Error("Missing API key: set HUNCH_API_KEY or use the command");',
  'SECRET_BACKEND = "vault.backends.kubernetes.KubernetesAuthBackend"',
  'credentials: "same-origin",',
  'credentials: "include",',
  "const pat = /^[A-Z]{3}-\\d{4}$/;",
  'pat: "**/*.{ts,tsx,js,jsx,mjs,cjs}"',
  "token.kind === SyntaxKind.OpenBraceToken2 && next",
  'const tokens = ["if", "else", "while", "function", "return"];',
  'expectToken("IDENTIFIER_OR_KEYWORD_0")',
  // Written later as well.
  'const passwordInput = screen.getByTestId("login-password-input-2");',
  'tokenEndpoint: "https://login.microsoftonline.com/common/oauth2/v2.0/token"',
  `"_id": "${hash(24)}"`,
  'secret_name = "projects/123456789/secrets/db/versions/3"',
  '<PasswordField id="pw1" autoComplete="current-password" />',
  "token = lexer.next_token2()",
  "const accessToken = useSelector(selectAccessTokenV2);",
  '"password": { "type": "string", "minLength": 8 }',
  "api_key = Column(String(64), unique=True)",
  "this.apiKey = options.apiKey ?? DEFAULT_API_KEY_2",
  "pwd = Path.cwd().resolve()",
  "apiVersion: v1\nkind: Secret\ntype: kubernetes.io/service-account-token",
  'passes = ["dead-code-elimination-2", "inline"]',
];
