package main

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/knadh/koanf/v2"
)

const repository = "../.."

func composed(t *testing.T, env ...string) (*types.Project, error) {
	t.Helper()
	o, err := cli.NewProjectOptions([]string{filepath.Join(repository, "docker-compose.yml")}, cli.WithEnv(env), cli.WithWorkingDirectory(repository))
	if err != nil {
		t.Fatal(err)
	}
	return o.LoadProject(t.Context())
}

// TestCompose loads docker-compose.yml as Docker does, and holds it to what the
// docs say of it. No image is built or run.
func TestCompose(t *testing.T) {
	if _, err := composed(t); err == nil || !strings.Contains(err.Error(), "set it in .env") {
		t.Errorf("without passwords: %v", err)
	}
	p, err := composed(t, "GONGKAI_WAREHOUSE_PASSWORD=a", "GONGKAI_READER_PASSWORD=b")
	if err != nil {
		t.Fatal(err)
	}
	server, loader := p.Services["clickhouse"], p.Services["gongkai"]
	if !regexp.MustCompile(`^clickhouse/clickhouse-server:\d\d\.[38]$`).MatchString(server.Image) {
		t.Errorf("image %s is no long-term release", server.Image)
	}
	if server.HealthCheck == nil || len(server.HealthCheck.Test) < 2 || loader.DependsOn["clickhouse"].Condition != types.ServiceConditionHealthy {
		t.Error("the loader does not wait for a healthy server")
	}
	for _, port := range server.Ports {
		if port.HostIP != "127.0.0.1" {
			t.Errorf("port %s is open to others", port.Published)
		}
	}
	kept := false
	for _, s := range []types.ServiceConfig{server, loader} {
		if s.Restart != "unless-stopped" {
			t.Errorf("%s: restart %q", s.Name, s.Restart)
		}
		for _, v := range s.Volumes {
			if v.Type == types.VolumeTypeBind {
				if _, err := os.Stat(v.Source); err != nil || !v.ReadOnly {
					t.Errorf("%s mounts %s: %v", s.Name, v.Source, err)
				}
			} else if _, ok := p.Volumes[v.Source]; !ok {
				t.Errorf("%s: no volume %s", s.Name, v.Source)
			}
			kept = kept || v.Target == "/var/lib/clickhouse" && v.Type == types.VolumeTypeVolume
		}
	}
	if !kept {
		t.Error("the server's data are on no volume")
	}
	// What is set in the environment is a setting of the program.
	a := &app{conf: koanf.New(".")}
	flags := a.command().PersistentFlags()
	for name := range loader.Environment {
		key := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "GONGKAI_")), "_", "-")
		if strings.HasPrefix(name, "GONGKAI_") && name != "GONGKAI_WAREHOUSE_PASSWORD" && flags.Lookup(key) == nil {
			t.Errorf("%s is no setting", name)
		}
	}
}

// TestComposeUsers reads the server's users.
func TestComposeUsers(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(repository, "deploy/clickhouse/users.xml"))
	if err != nil {
		t.Fatal(err)
	}
	type password struct {
		FromEnv string `xml:"from_env,attr"`
		Text    string `xml:",chardata"`
	}
	var c struct {
		Profile struct {
			ReadOnly string `xml:"readonly"`
			Time     string `xml:"max_execution_time"`
			Memory   string `xml:"max_memory_usage"`
			Limits   struct {
				Time   string `xml:"max_execution_time>max"`
				Memory string `xml:"max_memory_usage>max"`
			} `xml:"constraints"`
		} `xml:"profiles>reader"`
		Quota struct {
			Queries string `xml:"queries"`
		} `xml:"quotas>reader>interval"`
		Reader struct {
			Password password `xml:"password"`
			Profile  string   `xml:"profile"`
			Quota    string   `xml:"quota"`
			Grants   []string `xml:"grants>query"`
		} `xml:"users>reader"`
		Loader struct {
			Password password `xml:"password"`
		} `xml:"users>loader"`
	}
	if err := xml.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	if c.Profile.ReadOnly == "" || c.Profile.ReadOnly == "0" || c.Profile.Time == "" || c.Profile.Limits.Time != c.Profile.Time || c.Profile.Limits.Memory != c.Profile.Memory {
		t.Errorf("the reader's profile: %+v", c.Profile)
	}
	if c.Reader.Profile != "reader" || c.Reader.Quota != "reader" || c.Quota.Queries == "" {
		t.Errorf("the reader: %+v", c.Reader)
	}
	for _, g := range c.Reader.Grants {
		if !strings.HasPrefix(g, "GRANT SELECT") {
			t.Errorf("the reader may %s", g)
		}
	}
	for name, p := range map[string]password{"reader": c.Reader.Password, "loader": c.Loader.Password} {
		if p.FromEnv == "" || p.Text != "" {
			t.Errorf("%s's password stands in the file", name)
		}
	}
}

// TestDockerfile: the image is built with the Go that go.mod asks for.
func TestDockerfile(t *testing.T) {
	docker, err := os.ReadFile(filepath.Join(repository, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(repository, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)
	got := regexp.MustCompile(`(?m)^FROM golang:(\d+\.\d+)`).FindSubmatch(docker)
	if want == nil || got == nil || string(want[1]) != string(got[1]) {
		t.Errorf("Dockerfile has Go %s, go.mod %s", got, want)
	}
	for _, m := range regexp.MustCompile(`(?m)^COPY (deploy/\S+)`).FindAllSubmatch(docker, -1) {
		if info, err := os.Stat(filepath.Join(repository, string(m[1]))); err != nil || info.Mode()&0o111 == 0 {
			t.Errorf("%s: %v", m[1], err)
		}
	}
}
