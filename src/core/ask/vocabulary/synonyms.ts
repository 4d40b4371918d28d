/**
 * Words that programmers use for the same thing, one group a line: a question uses one, the code another. Written for
 * Hunch from the vocabulary of common APIs (POSIX, HTTP, SQL, Git, the standard libraries of Go, Java, JavaScript and
 * Python). A phrase of several words is joined by "_".
 */
export const synonyms: readonly string[] = `
delete remove drop erase clear purge unlink discard destroy throw_away get_rid clean_up
create add new make insert generate build construct produce
update change modify edit alter set patch mutate
error exception failure fail fault problem err go_wrong panic crash
check validate verify ensure assert test whether guard
fetch load read get retrieve download obtain pull receive
save store write persist put record dump flush keep
retry repeat attempt backoff try_again reconnect resend
config configuration settings option preference setup flag parameter configure customize configurable
start begin launch initialize setup boot startup open run spawn init bootstrap
stop end finish terminate quit exit shutdown close kill halt shut_down tear_down teardown
send emit publish dispatch notify post transmit push forward
price cost amount total charge fee
convert transform translate parse map cast encode decode turn_into become coerce
compute calculate evaluate derive determine work_out estimate
login authenticate signin auth sign_in log_in logon credential session
logout signout sign_out log_out deauthenticate
password credential secret passphrase token auth authentication
token credential bearer auth
keychain keyring vault credential_store secret_service password_manager secret_store
user account member person people visitor profile
stranger unauthorized untrusted foreign external global public outsider
limit maximum max cap capacity bound threshold ceiling at_most largest size
minimum min lowest at_least smallest
cache memoize remember memo store buffer
cancel abort interrupt stop
draw render paint display show print view
show display print output list view present
sort order rank priority precedence before sequence compare
lock mutex concurrent synchronize goroutine thread semaphore parallel simultaneous
unique distinct duplicate dedupe
directory folder dir path
file document
url address link uri endpoint href
conflict overlap clash collision merge
choose select pick resolve decide determine prefer guess detect
guess detect infer sniff heuristic determine
find search lookup locate discover look_up resolve query seek
discover find scan list detect enumerate
match compare equal filter pattern regex
filter exclude ignore skip omit include drop
ignore skip exclude suppress bypass
allow permit enable accept grant permission authorize
deny refuse reject block forbid disallow prevent forbidden prohibit
protect guard secure authenticate prevent safe
disable deactivate turn_off switch_off opt_out off suppress
enable activate turn_on switch_on opt_in on
permission scope right privilege role access
wait delay sleep timeout pause block poll
timeout deadline expire idle hang keepalive ttl inactivity
hang block freeze timeout stall deadlock stuck
idle inactive timeout
often interval frequency period every hour duration
interval period frequency duration hour day daily
rotate rollover switch
old legacy deprecated previous former stale outdated
version release upgrade update migrate revision
upgrade update migrate newer latest migration
migrate convert upgrade compat compatibility
backwards compat compatible compatibility old_version older legacy
newer latest upgrade update recent
notice notification message warn alert notify nag reminder hint
warn warning alert notice
message text string notice msg
log logger logging trace record print
explain describe help document usage
help usage doc documentation
interactive prompt ask tty question confirm stdin
prompt ask question confirm input survey
terminal tty console shell stdout screen
pager page less paginate scroll
paginate page next cursor pagination offset
command subcommand verb cmd action
argument parameter arg param option flag operand
third_party external plugin addon extension
plugin extension addon module add_on plug_in third_party
extension plugin addon
viewer view renderer contentview display
script addon plugin
reload refresh watch hot_reload restart
watch observe monitor notice listen subscribe poll
listen bind accept port server subscribe
listener handler callback hook subscriber observer
hook callback event handler listener
event signal message notification
trigger fire invoke call emit
call invoke run execute
execute run invoke exec spawn launch perform
server backend host daemon remote service
client frontend browser user_agent consumer
frontend client web ui browser
backend server api
browser web webview
host domain hostname server authority
domain host hostname
connection socket conn stream channel peer
disconnect close drop lost connection
connect dial open attach handshake
request req call query
response reply answer resp result
reply answer response
redirect forward location moved follow
upstream parent origin remote
downstream child client
proxy relay gateway intermediary tunnel
corporate upstream enterprise
certificate cert tls ssl x509
encrypt cipher crypto seal encode tls encryption
decrypt decipher unseal decode
decrypt_traffic keylog
key secret
sign signature verify
hash digest checksum sum
fake dummy mock forge stub generate
mock fake stub double spy
header metadata field
body content payload data text
payload body content message
compress gzip zip deflate brotli archive
decompress unzip extract unpack inflate gunzip uncompress
extract unpack unzip parse
archive zip tar bundle package
escape sanitize quote encode strip
malicious unsafe attack sanitize untrusted injection exploit hostile traversal evil
garbled encoding charset mojibake corrupt
charset encoding codec utf
encoding charset codec decode
binary bytes raw blob
letter character rune
character char rune codepoint
length size count len number
count number amount len quantity how_many times
size length width bytes capacity large
width column wide wrap
height row line
wrap width fold break
color colour theme style
copy clone duplicate fork
clone copy checkout
branch ref head
commit revision sha changeset
repository repo project
merge combine join concatenate union
split divide separate partition break chunk take_apart
take_apart parse split
join concatenate merge combine
parse scan tokenize lex read decode interpret take_apart
format print stringify serialize pretty prettify
serialize marshal dump encode stringify save
deserialize unmarshal load decode parse
schema structure model type
field attribute property column member
property attribute field
key name id identifier
identifier id name key
name title label
list array slice collection sequence
map dictionary dict hash object
queue buffer backlog pending stack
pending queue waiting outstanding unfinished
stack push pop
tree hierarchy nested
leaf node child
parent ancestor owner
loop iterate cycle recursion repeat
endless infinite loop recursive
recursive nested descend
random shuffle seed
time timestamp date clock duration
date time day timestamp strftime
schedule cron timer
timer timeout tick schedule
undo revert rollback restore backup reset
restore recover revert backup reset
recover restore resume rescue save
backup restore copy snapshot
lost missing gone drop disappear
disappear vanish close expire remove drop
missing absent undefined none null empty
empty blank none null
null nil none undefined
default fallback initial implicit
fallback default alternative otherwise
override overwrite replace supersede
overwrite force replace clobber
replace substitute swap exchange
precedence override priority win
temporary temp tmp scratch
draft incomplete unfinished temporary
partial incomplete unfinished half_finished
install setup deploy
uninstall remove
deploy release publish ship
publish release upload
upload put post push send asset
download fetch get pull
asset artifact binary file
artifact asset build output
disk filesystem storage file local
storage store disk persistence
memory heap ram buffer body_size
stream chunk flow pipe
chunk piece block segment part
buffer cache queue
path directory location
exit quit return status code
exit_code exit_status status return_code
status state code
state status condition
condition predicate check if
fatal critical panic abort
parallel concurrent worker thread async
async asynchronous promise future await
worker thread process job task
process worker pid subprocess child
job task work run
task job work
spawn start fork launch
signal interrupt kill
variable environment env
environment env variable
platform os architecture system
architecture arch platform amd64 arm64
database db sql store
table relation
row record entry
record entry row save
entry item element record
item element entry
query search select
index lookup
transaction atomic commit
permission access scope
access permission reach
privacy anonymous personal
telemetry analytics metric usage tracking
metric statistic counter gauge
statistic metric stats
counter count
throttle rate_limit debounce
quota limit
rate frequency speed
speed fast performance
slow performance latency
optimize improve fast
compare diff equal
difference diff compare versus
diff patch change
patch diff
similar like near
equal same identical
same equal identical
replay playback rerun
playback replay
simulate emulate mock fake
intercept capture catch hook
capture record intercept
traffic flow request packet
packet datagram frame message
sniff detect capture
route path url dispatch
router dispatch mux
handler controller callback
middleware interceptor filter
view template page
page view screen
template layout
button click action
click press tap
menu dropdown
dialog modal popup
keyboard key shortcut
shortcut binding hotkey
focus active select
widget component control
component widget element
style css theme
icon image logo
image picture photo
resize scale
scroll pan
animate transition
localhost loopback local
loopback localhost itself
private internal local
public global
local offline disk
remote server
mirror copy sync
sync synchronize mirror update
fork copy
subscribe listen follow
follow subscribe
owner author
author owner creator
organization org team
team group org
group team category
category kind type
type kind class
kind type class
tag label
label tag name
comment note remark
note comment
issue bug ticket
ticket issue
review approve
approve accept confirm
confirm approve acknowledge
invite add
search find query
sanitize clean escape strip
clean sanitize tidy purge
strip trim remove
trim strip
truncate cut shorten limit
shorten abbreviate truncate
expand unfold grow
collapse fold
visible show
hide hidden invisible conceal
hidden secret
simple plain basic
plain text raw http
secure tls https safe
certificate_authority ca
trust verify
name_server nameserver resolver dns
dns resolver nameserver hostname
ip address
port socket
site server host website
website site server
smuggle inject
leak expose disclose forward
expose publish export
export expose publish
import load include
include import embed
dependency requirement
require need
tolerant ignore lenient
lenient tolerant relaxed
strict exact
number integer int
integer int number
float decimal double
boolean bool true
string text str
json object
markdown md
wildcard glob pattern
pattern regex glob
regular_expression regex regexp pattern
regex pattern regexp
documentation docs readme guide
tutorial guide example
example sample demo
feature capability support
capability feature support
supported available
available exist
exist present
present exist
ready available
first initial
last final latest
next following
previous last
previously before
after post
before pre
automatic auto
manual explicit
custom own user_defined
own custom
builtin native default
`
  .trim()
  .split("\n");
