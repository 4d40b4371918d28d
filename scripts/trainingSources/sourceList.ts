/** A permissively licensed package whose sources the embedded engine learns from before it is shipped. */
export interface TrainingSource {
  /** `debianSource`: the upstream sources of a Debian source package, because its binary package is compiled. */
  readonly from: "npm" | "debian" | "debianSource";
  readonly name: string;
  readonly version: string;
}

const npm = {
  "@preact/signals-core": "1.14.5",
  "@react-stately/table": "3.16.1",
  "@reduxjs/toolkit": "2.14.0",
  "@tanstack/query-core": "5.108.0",
  ajv: "8.20.0",
  effect: "4.1.0",
  ethers: "6.17.0",
  immer: "11.2.10",
  lexical: "0.53.0",
  mobx: "7.1.3",
  rxjs: "7.8.2",
  zod: "3.25.76",
};

/** Of Debian 12. */
const debian = {
  "golang-github-docker-docker-dev": "20.10.24+dfsg1-1+deb12u1",
  "golang-github-gin-gonic-gin-dev": "1.8.1-1",
  "golang-github-go-chi-chi-dev": "5.0.7-1",
  "golang-github-labstack-echo-dev": "4.2.1-3",
  "golang-github-prometheus-client-golang-dev": "1.14.0-3",
  "golang-github-spf13-cobra-dev": "1.6.1-1",
  "golang-github-spf13-viper-dev": "1.10.1-1",
  "golang-google-grpc-dev": "1.33.3-2",
  "librust-clap-dev": "4.0.32-1",
  "librust-hyper-dev": "0.14.19-1",
  "librust-image-dev": "0.24.3-1",
  "librust-rayon-dev": "1.6.1-1",
  "librust-regex-dev": "1.7.1-1",
  "librust-reqwest-dev": "0.11.13-1",
  "librust-syn-dev": "1.0.107-1",
  "librust-tokio-dev": "1.24.2-1",
  "python3-aiohttp": "3.8.4-1+deb12u1",
  "python3-click": "8.1.3-2",
  "python3-django": "3:3.2.25-0+deb12u3",
  "python3-flask": "2.2.2-3",
  "python3-httpx": "0.23.3-1",
  "python3-jinja2": "3.1.2-1+deb12u3",
  "python3-pytest": "7.2.1-2",
  "python3-requests": "2.28.1+dfsg-1",
  "python3-rich": "13.3.1-1",
  "python3-scrapy": "2.8.0-2",
  "python3-sqlalchemy": "1.4.46+ds1-1",
};

const debianSource = {
  "commons-io": "2.11.0-2",
  "guava-libraries": "31.1-1",
  "jackson-databind": "2.14.0-1+deb12u1",
  junit5: "5.9.2-1",
  mockito: "2.23.0-2",
  netty: "1:4.1.48-7+deb12u2",
};

/** The packages that the embedded engine's tables are fitted on, beside the development cases. */
export const trainingSources: readonly TrainingSource[] = [
  ...sourcesFrom("npm", npm),
  ...sourcesFrom("debian", debian),
  ...sourcesFrom("debianSource", debianSource),
];

/** Programs, and libraries with many users: what is common in a language is counted in these, too. */
const programs: readonly TrainingSource[] = [
  ...sourcesFrom("npm", {
    "@blueprintjs/core": "6.20.0",
    "@jupyterlab/notebook": "4.6.6",
    "@loopback/rest": "15.0.16",
    "@patternfly/react-core": "6.6.1",
    "@react-navigation/core": "7.24.0",
    "@tanstack/react-router": "1.170.46",
    "@tiptap/core": "3.34.0",
    "@wagmi/core": "3.6.5",
    "create-vite": "9.3.0",
    "office-ui-fabric-react": "7.204.1",
    "prosemirror-view": "1.42.9",
    "react-native-paper": "5.15.3",
    "react-native-reanimated": "4.8.0",
    viem: "2.57.20",
  }),
  ...sourcesFrom("debian", {
    awscli: "2.9.19-1",
    beets: "1.6.0-4+deb12u1",
    black: "23.1.0-1",
    "docker-compose": "1.29.2-3",
    "golang-1.19-src": "1.19.8-2",
    httpie: "3.2.1-1",
    "librust-bindgen-dev": "0.60.1-2+b2",
    "librust-cargo-dev": "0.66.0-1",
    "librust-chrono-dev": "0.4.23-2",
    "librust-criterion-dev": "0.3.6-4",
    "librust-crossterm-dev": "0.25.0-2",
    "librust-env-logger-dev": "0.9.3-1",
    "librust-futures-util-dev": "0.3.21-1",
    "librust-git2-dev": "0.16.0-1",
    "librust-indicatif-dev": "0.17.3-2",
    "librust-notify-dev": "5.0.0-1",
    "librust-prost-build-dev": "0.11.6-3",
    "librust-rustls-dev": "0.20.8-4",
    "librust-serde-dev": "1.0.152-2",
    "librust-serde-json-dev": "1.0.87-1",
    "librust-tera-dev": "1.17.1-1",
    "librust-toml-edit-dev": "0.14.4-2",
    "librust-tower-dev": "0.4.13-2",
    "librust-tracing-subscriber-dev": "0.3.16-2",
    "librust-trust-dns-resolver-dev": "0.22.0-2",
    "librust-tui-dev": "0.19.0-1",
    "librust-ureq-dev": "2.6.2-3",
    "librust-zbus-dev": "1.9.2-4",
    pipenv: "2022.12.19+ds-1",
    "python3-bottle": "0.12.23-1.1",
    "python3-celery": "5.2.6-5",
    "python3-certbot": "2.1.0-4",
    "python3-cookiecutter": "1.7.3-3",
    "python3-fabric": "2.6.0-1",
    "python3-fastapi": "0.92.0-1",
    "python3-jupyterlab-server": "2.16.5-1",
    "python3-locust": "2.12.1-1",
    "python3-matplotlib": "3.6.3-1+b1",
    "python3-mypy": "1.0.1-1",
    "python3-networkx": "2.8.8-1",
    "python3-nltk": "3.8-1",
    "python3-notebook": "6.4.12-2.2",
    "python3-pandas": "1.5.3+dfsg-2",
    "python3-peewee": "3.14.10+dfsg-1+b3",
    "python3-pip": "23.0.1+dfsg-1",
    "python3-seaborn": "0.12.2-1",
    "python3-skimage": "0.19.3-8",
    "python3-sklearn": "1.2.1+dfsg-1",
    "python3-streamlink": "5.2.1-1",
    "python3-sympy": "1.11.1-1",
    "python3-tornado": "6.2.0-3+deb12u4",
    "python3-twisted": "22.4.0-4+deb12u1",
    supervisor: "4.2.5-1",
  }),
  ...sourcesFrom("debianSource", {
    ant: "1.10.13-1",
    "apache-log4j2": "2.19.0-2",
    caddy: "2.6.2-5",
    containerd: "1.6.20~ds1-1+deb12u3",
    delve: "1.20.2-1+deb12u1",
    etcd: "3.4.23-4",
    fzf: "0.38.0-1",
    "golang-golang-x-tools": "1:0.5.0+ds-1",
    hugo: "0.111.3-1",
    jetty9: "9.4.57-1.1~deb12u1",
    lf: "28-1",
    "libcommons-lang3-java": "3.12.0-2+deb12u1",
    "libokhttp-java": "3.13.1-3",
    "libpdfbox2-java": "2.0.27-2",
    "libspring-java": "4.3.30-2",
    maven: "3.8.7-1",
    prometheus: "2.42.0+ds-5+deb12u1",
    "python3.11": "3.11.2-6+deb12u8",
    rclone: "1.60.1+dfsg-2",
    restic: "0.14.0-1",
    "rust-bat": "0.22.1-4",
    "rust-exa": "0.10.1-4",
    "rust-fd-find": "8.6.0-3",
    "rust-ripgrep": "13.0.0-4",
    thefuck: "3.29-0.3",
    tomcat10: "10.1.55-1~deb12u1",
    "youtube-dl": "2021.12.17-2",
    zookeeper: "3.8.0-11+deb12u2",
  }),
];

/** The packages that the tables of languages are counted in. */
export const languageSources: readonly TrainingSource[] = [...trainingSources, ...programs];

function sourcesFrom(
  from: TrainingSource["from"],
  versions: Readonly<Record<string, string>>,
): readonly TrainingSource[] {
  return Object.entries(versions).map(([name, version]) => ({ from, name, version }));
}
