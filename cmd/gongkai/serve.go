package main

import (
	"errors"
	"net"
	"os"
	"time"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/load"
	"gongkai/load/serve"
)

// readerPassword is the environment variable with the password of serve's reader.
const readerPassword = "GONGKAI_SERVE_PASSWORD"

func (a *app) serveCommand() *cobra.Command {
	var listen string
	var memory int64
	opt := load.ServeOptions{Reader: "reader"}
	c := &cobra.Command{
		Use: "serve", Short: "offer the embedded warehouse to BI tools over ClickHouse's HTTP interface", Args: cobra.NoArgs,
		Long: `serve keeps the embedded warehouse open and answers ClickHouse's HTTP interface:
Superset, Metabase, Grafana, DBeaver, Tableau, curl and every ClickHouse client
that speaks HTTP. The user reader may only read, within the limits; its password
is $` + readerPassword + `, or one that is drawn and printed. Meanwhile run, load
and query on the same folder go through this process.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			opt.Logger, opt.MaxMemory = a.log, memory*1_000_000
			opt.Password = os.Getenv(readerPassword)
			l, err := new(net.ListenConfig).Listen(cmd.Context(), "tcp", listen)
			if err != nil {
				return &gongkai.Error{Op: "serve", Path: listen, Err: err, Hint: "is the port taken? choose another with --listen"}
			}
			defer func() { _ = l.Close() }()
			if t, ok := l.Addr().(*net.TCPAddr); opt.Password == "" && (!ok || !t.IP.IsLoopback()) {
				return &gongkai.Error{Op: "serve", Path: listen, Err: errors.New("other machines could reach it, and no password is set"), Hint: "set $" + readerPassword}
			}
			if opt.Password == "" {
				if opt.Password, err = serve.Secret(); err != nil {
					return err
				}
				a.say("password of %s for this run: %s", opt.Reader, opt.Password)
			}
			w, err := a.openWarehouse(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { _ = w.Close() }()
			a.say("serving %s on http://%s, database gongkai, user %s; end with Ctrl-C", a.warehouse(), l.Addr(), opt.Reader)
			return w.Serve(cmd.Context(), l, opt)
		},
	}
	f := c.Flags()
	f.StringVar(&listen, "listen", "127.0.0.1:8123", "address; anything but loopback needs a password of your own")
	f.DurationVar(&opt.MaxTime, "max-time", time.Minute, "longest statement of a reader")
	f.IntVar(&opt.MaxRows, "max-rows", 10_000_000, "most rows of a reader's result")
	f.Int64Var(&memory, "max-memory", 2000, "most memory of a reader's statement, in MB")
	f.IntVar(&opt.Statements, "max-statements", 8, "readers' statements at once")
	return c
}
