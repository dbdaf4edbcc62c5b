// Package clickhousetest starts a real ClickHouse server for tests.
package clickhousetest

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Server is a ClickHouse server of the test's own, on loopback and in a folder
// of the test, with the user loader whose password is Password. What
// distributions pack (18.16) is too old for the schema; the protocols and
// refusals are what is tested on it.
type Server struct {
	t            *testing.T
	binary       string
	dir          string
	native, http int
	cmd          *exec.Cmd
}

// Password of the user loader.
const Password = "right"

const serverConfig = `<yandex>
	<logger><level>error</level><console>1</console></logger>
	<listen_host>127.0.0.1</listen_host><tcp_port>%d</tcp_port><http_port>%d</http_port>
	<path>%s/data/</path><tmp_path>%s/tmp/</tmp_path>
	<users_config>users.xml</users_config>
	<default_profile>default</default_profile><default_database>default</default_database>
	<mark_cache_size>67108864</mark_cache_size><timezone>UTC</timezone>
</yandex>`

const serverUsers = `<yandex>
	<profiles><default><max_memory_usage>1000000000</max_memory_usage><allow_experimental_low_cardinality_type>1</allow_experimental_low_cardinality_type></default></profiles>
	<users><loader><password>` + Password + `</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></loader></users>
	<quotas><default></default></quotas>
</yandex>`

// New starts a server and waits until it listens. The test is skipped where
// there is none.
func New(t *testing.T) *Server {
	t.Helper()
	binary, err := exec.LookPath("clickhouse-server")
	if err != nil {
		t.Skip("clickhouse-server is not there: apt-get install clickhouse-server")
	}
	s := &Server{t: t, binary: binary, dir: t.TempDir(), native: freePort(t), http: freePort(t)}
	for name, text := range map[string]string{"config.xml": fmt.Sprintf(serverConfig, s.native, s.http, s.dir, s.dir), "users.xml": serverUsers} {
		if err := os.WriteFile(filepath.Join(s.dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.Start()
	t.Cleanup(s.Kill)
	return s
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	address, ok := listener.Addr().(*net.TCPAddr)
	if !ok {
		t.Fatalf("listens on %v", listener.Addr())
	}
	return address.Port
}

// Start starts it again after Kill, on the same folder and ports.
func (s *Server) Start() {
	s.t.Helper()
	s.cmd = exec.CommandContext(context.Background(), s.binary, "--config-file="+filepath.Join(s.dir, "config.xml"))
	s.cmd.Dir = s.dir
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for range 400 {
		if s.listens(s.native) && s.listens(s.http) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatal("clickhouse-server does not listen")
}

func (s *Server) listens(port int) bool {
	conn, err := new(net.Dialer).DialContext(context.Background(), "tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err == nil {
		_ = conn.Close()
	}
	return err == nil
}

// Kill ends it as a power cut does, and waits until it is gone.
func (s *Server) Kill() {
	if s.cmd != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.cmd = nil
	}
}

// Process is the running server.
func (s *Server) Process() *os.Process { return s.cmd.Process }

// Address of the native protocol; user may be "name" or "name:password".
func (s *Server) Address(user string) string {
	return fmt.Sprintf("clickhouse://%s@127.0.0.1:%d/default", user, s.native)
}

// HTTP is the address of the HTTP interface.
func (s *Server) HTTP(user string) string {
	return fmt.Sprintf("http://%s@127.0.0.1:%d/default", user, s.http)
}
