/**
 * English terms of programming in other languages: German, Spanish, French, Portuguese and Chinese. A line is the English
 * terms, then words that mean them; a word that ends in "*" matches by its prefix. Written for Hunch.
 */
export const translations: readonly string[] = `
file: datei* archivo* fichero* fichier* arquivo* ficheiro* 文件 檔案
folder directory: ordner* verzeichnis* carpeta* directorio* dossier* répertoire* pasta* 文件夹 目录
disk: platte* festplatte* disco* disque* 磁盘 硬盘
full: voll volle* lleno llena plein pleine cheio 满 已满
space: platz speicherplatz espacio espace espaço 空间
memory: speicher arbeitsspeicher memoria mémoire memória 内存
save store write: speicher* gespeichert* sichern guarda* almacena* graba* enregistre* sauvegard* salva* grava* 保存 存储 储存
write: schreib* geschrieben* escrib* écri* escrev* 写 写入
read: lies* lesen liest gelesen* mitlesen lee* leer lire lit ler 读 读取
load: lad* geladen* carga* charge* carrega* 加载
open: öffn* geöffnet* abr* ouvr* 打开
close: schließ* geschlossen* cerra* cierra* ferm* fecha* 关闭
delete remove: lösch* gelöscht* entfern* borra* elimin* supprim* apaga* exclu* 删除 移除
create: erstell* erzeug* anleg* angelegt* crea* crée* cria* 创建 新建
change update: änder* geändert* aktualisier* cambia* actualiza* modifi* chang* atualiza* 修改 更新 更改
add: hinzufüg* añad* agrega* ajout* adiciona* 添加 增加
search find: such* find* gefunden* busca* encuentra* encontra* cherch* trouv* procura* 查找 搜索 寻找
check verify: prüf* geprüft* überprüf* comprueb* comprob* verific* vérifi* 检查 校验 验证
determine decide: bestimm* festgelegt* festleg* entscheid* decid* determina* détermin* 判断 决定 确定
choose select: wähl* auswahl* ausgewählt* eleg* elige* seleccion* choisi* sélection* escolh* 选择
show display: zeig* angezeigt* anzeig* muestra* mostra* affich* exib* 显示 展示
output print: ausgabe* ausgeb* salida* imprim* sortie* saída* 输出 打印
page pager: seite* seitenweise página* page* 分页 页
long: lang* larg* long* 长
start run: start* gestartet* ausführ* ausgeführt* inici* arranc* ejecuta* démarr* exécut* execut* 启动 运行 执行 开始
stop end: stopp* beend* anhalt* angehalten* deten* deten* termina* arrêt* para 停止 结束 终止
program command: programm* befehl* programa* comando* programme* commande* 程序 命令 指令
error: fehler* error* fallo* erreur* erro 错误 出错 报错
fail: fehlschlag* fehlgeschlagen* scheiter* falla* échou* falha* 失败
exception: ausnahme* excepci* exception* exceç* 异常
message: meldung* nachricht* mensaje* message* mensagem* 消息 信息 提示信息
warn warning: warn* advert* avert* aviso* 警告
user: benutzer* nutzer* anwender* usuari* utilisateur* usuári* 用户
password: passwort* kennwort* contraseña* mot_de_passe senha* 密码 口令
login authenticate: anmeld* angemeldet* einlogg* sesión autentic* connexion authentifi* 登录 登陆 认证 鉴权
token: token* zugriffs* 令牌
permission: berechtigung* rechte permiso* droit* permiss* 权限
key: schlüssel* clave* llave* clé* chave* 密钥 键
session: sitzung* sesion* sesión* session* sessão 会话
encrypt tls: verschlüssel* cifra* encripta* chiffr* criptogra* 加密
decrypt: entschlüssel* descifr* déchiffr* decifr* 解密
certificate: zertifikat* certificad* certificat* 证书
traffic flow: verkehr* datenverkehr* tráfico* trafic* tráfego* 流量
request: anfrag* anforderung* petici* solicitud* requête* requisi* 请求
response: antwort* respuesta* réponse* resposta* 响应 应答 回复
send: send* gesendet* envía* envia* envoy* 发送
receive: empfang* recib* reçoi* receb* 接收 收到
connection: verbindung* conexi* connexion* conexão 连接
server: server* servidor* serveur* 服务器 服务端
client: client* cliente* 客户端
proxy: proxy* 代理
network: netz* netzwerk* red réseau* rede 网络
port: port* puerto* porta 端口
address: adresse* direcci* endereço* 地址
host domain: rechner* host* domäne* dominio* domaine* domínio 主机 域名
download: herunterlad* heruntergeladen* descarga* descargad* télécharg* baix* 下载
upload: hochlad* hochgeladen* sub* subir* téléversé* envi* 上传
artifact: artefakt* artefacto* artefact* artefato* 制品 构件
extract unzip decompress: entpack* dekomprim* descomprim* extrae* décompress* descompact* 解压 解压缩
compress zip: komprim* gepackt* comprim* compress* compact* 压缩
prevent avoid escape: verhinder* vermeid* evita* impide* empêch* évit* 防止 避免 阻止
outside: außerhalb* fuera dehors extérieur fora 外部 之外
destination target: ziel* destino* destination* cible* 目标
path: pfad* ruta* chemin* caminho* 路径
date: datum* fecha* date* data 日期
time: zeit* uhrzeit* tiempo* temps tempo 时间
day: tag* día* jour* dia 天 日
automatic: automat* auto* 自动
switch rotate: wechsel* umschalt* cambia* rota* bascul* troca* alterna* 切换 轮换 轮转
interactive prompt: interaktiv* interactiv* interativ* 交互 交互式
ask prompt question: frag* nachfrag* pregunt* demand* question* pergunt* 提问 询问 提示
allow enable can: erlaub* zulass* zulässig* permit* autoris* 允许 是否允许 启用
deny refuse: verweiger* ablehn* rechaz* deneg* refus* recus* 拒绝 禁止
current: aktuell* gegenwärtig* actual* courant* atual 当前
default: standard* voreinstellung* defecto predeterminad* défaut padrão 默认 缺省
config option setting: einstell* konfigur* ajuste* opci* config* paramètre* réglage* opção opções 配置 设置 选项 设定
environment variable: umgebungsvariable* entorno environnement ambiente 环境变量
version: version* versi* 版本
install: install* instala* 安装
release: veröffentlich* lanzamiento* publi* 发布
test: test* prueba* essai* teste* 测试
function method: funktion* methode* funci* método* fonction* méthode* função 函数 方法
class: klasse* clase* classe* 类
call: aufruf* aufgerufen* llama* appel* appelé* chama* 调用
return: zurückgeb* rückgabe* devuelv* retorn* renvoi* 返回
variable: variable* variável 变量
list: liste* lista* 列表
table: tabelle* tabla* tableau* tabela* 表 表格
database: datenbank* base_de_datos bdd banco_de_dados 数据库
query: abfrag* consulta* requêt* 查询
cache: zwischenspeicher* caché* 缓存
queue: warteschlange* cola* file_d fila* 队列
thread worker: faden* hilo* fil* 线程
process: prozess* proceso* processus* 进程 处理
timeout: zeitüberschreitung* timeout* zeitlimit* délai* 超时
retry: wiederhol* erneut* reint* réessa* tenta* 重试
limit maximum: grenze* begrenz* obergrenze* límite* limit* maximal* máxim* 限制 上限 最大
size length: größe* länge* tamaño* longitud* taille* longueur* tamanho* 大小 长度
count number: anzahl* zahl* número* nombre* cantidad* quantité* 数量 次数
convert transform: umwand* umgewandelt* konvertier* conviert* convert* transform* 转换
parse: pars* zerleg* analiza* analys* 解析
format: format* formato* 格式
text string: text* zeichenkette* texto* cadena* texte* chaîne* 文本 字符串
character encoding: zeichen* zeichensatz* carácter* caracter* caractère* codific* encodage* 字符 编码
language: sprache* idioma* langue* língua* 语言
image: bild* imagen* image* imagem* 图片 图像
color: farbe* color* couleur* cor 颜色
window: fenster* ventana* fenêtre* janela* 窗口
button: knopf* schaltfläche* botón* bouton* botão 按钮
menu: menü* menú* menu* 菜单
key keyboard: taste* tastatur* tecla* teclado* touche* clavier* 按键 键盘 快捷键
shortcut: tastenkürzel* tastenkombination* atajo* raccourci* 快捷键
view: ansicht* vista* vue* 视图
browser: browser* navegador* navigateur* 浏览器
script: skript* script* guion* 脚本
plugin extension addon: erweiterung* plugin* complemento* extensi* greffon* 插件 扩展
event: ereignis* evento* événement* 事件
log: protokoll* registro* journal* 日志
record: aufzeichn* aufgezeichnet* mitschneid* grab* registr* enregistr* grav* 记录 录制
replay: wiedergabe* abspiel* reproduc* rejou* 重放 回放
undo: rückgängig* deshac* annul* desfaz* 撤销
cancel: abbrech* abbruch* cancela* annul* 取消
sort order: sortier* reihenfolge* ordena* orden* tri* ordre* 排序 顺序
filter: filter* filtra* filtr* 过滤 筛选
replace: ersetz* reemplaz* remplac* substitu* 替换
copy: kopier* copia* copie* 复制 拷贝
move: verschieb* verschoben* mover mueve* déplac* 移动
rename: umbenenn* umbenannt* renombr* renomm* 重命名
merge: zusammenführ* fusiona* fusionn* mescla* 合并
branch: zweig* rama* branche* 分支
commit: commit* 提交
repository: repositor* dépôt* 仓库 代码库
remote: entfernt* fern* remot* distant* 远程
local: lokal* local* 本地
terminal: terminal* konsole* consola* 终端 控制台
line: zeile* línea* ligne* linha* 行
column: spalte* columna* colonne* coluna* 列
field: feld* campo* champ* 字段
value: wert* valor* valeur* 值
name: name* nombre* nom* nome* 名称 名字
type: typ* tipo* type* 类型
rule: regel* regla* règle* regra* 规则
match: passt übereinstimm* coincid* correspond* 匹配
handle: behandel* verarbeit* maneja* trait* gérer trata* 处理
wait: wart* espera* attend* 等待
lock: sperr* bloque* verrou* trav* 锁
unique duplicate: eindeutig* doppelt* únic* duplica* unique* doublon* 唯一 重复
empty missing: leer* fehlt* fehlend* vací* falta* vide* manqu* vazi* 空 缺失
valid: gültig* válid* valide* 有效
schedule: plan* geplant* programa* planifi* agend* 定时 计划 调度
price cost: preis* kosten* precio* coste* prix* coût* preço* custo* 价格 费用
order: bestell* pedido* commande* encomenda* 订单
pay payment: zahl* bezahl* pago* paiement* pagamento* 支付 付款
customer: kund* cliente* client* 客户
`
  .trim()
  .split("\n");
