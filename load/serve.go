package load

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"

	"gongkai"
	"gongkai/load/embedded"
	"gongkai/load/serve"
)

// ServeOptions are those of the query endpoint; see serve.Options.
type ServeOptions = serve.Options

// Serve offers an embedded warehouse over ClickHouse's HTTP interface on l until
// ctx ends. Other commands on the same folder go through it meanwhile.
func (w *Warehouse) Serve(ctx context.Context, l net.Listener, opt ServeOptions) error {
	if w.engine == nil {
		return &gongkai.Error{Op: "serve", Path: w.name, Err: errors.New("only an embedded warehouse in this process is served"),
			Hint: "a server answers by itself; a folder that is served already needs no second one"}
	}
	s, err := serve.New(w.engine, opt)
	if err != nil {
		return &gongkai.Error{Op: "serve", Path: w.name, Err: err}
	}
	return s.Serve(ctx, l, w.engine.Dir())
}

// served are connection options to the process that serves a folder, or nil
// when its holder, whom locked names, is not there for that.
func served(dir string, locked error) *clickhouse.Options {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	e, ok, err := serve.FindEndpoint(abs)
	if err != nil || !ok || !strings.Contains(locked.Error(), fmt.Sprintf("pid %d ", e.PID)) {
		return nil
	}
	return &clickhouse.Options{Protocol: clickhouse.HTTP, Addr: []string{strings.TrimPrefix(e.URL, "http://")},
		Auth: clickhouse.Auth{Database: embedded.Database, Username: serve.Owner, Password: e.Secret}}
}
