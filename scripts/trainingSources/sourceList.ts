/** A permissively licensed package whose sources the embedded engine is fitted on. */
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

/** Every package whose sources the shipped tables were fitted on, beside the development cases. */
export const trainingSources: readonly TrainingSource[] = [
  ...sourcesFrom("npm", npm),
  ...sourcesFrom("debian", debian),
  ...sourcesFrom("debianSource", debianSource),
];

function sourcesFrom(
  from: TrainingSource["from"],
  versions: Readonly<Record<string, string>>,
): readonly TrainingSource[] {
  return Object.entries(versions).map(([name, version]) => ({ from, name, version }));
}
