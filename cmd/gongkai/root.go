package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/knadh/koanf/parsers/yaml"
	"github.com/knadh/koanf/providers/env/v2"
	"github.com/knadh/koanf/providers/file"
	"github.com/knadh/koanf/providers/posflag"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/cobra"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"gongkai"
)

// What goes where: results on stdout, everything else on stderr. Messages are
// lower case without a full stop: the error, then the hint.

// Exit codes, as the help documents them.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3
)

// errPartial ends a run that did its work although some documents failed.
var errPartial = errors.New("some documents could not be read")

// usageError is the caller's mistake.
type usageError struct{ error }

// app is what every verb has.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	conf           *koanf.Koanf
	log            *zap.Logger
}

// version is set by the build: -ldflags "-X main.version=…".
var version = "dev"

// run is the whole program: arguments and streams in, exit code out.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, conf: koanf.New("."), log: zap.NewNop()}
	root := a.command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return a.exit(root.ExecuteContext(ctx))
}

func (a *app) exit(err error) int {
	var u usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errPartial):
		return exitPartial
	case errors.As(err, &u):
		_, _ = fmt.Fprintf(a.stderr, "gongkai: %s\ngongkai: try gongkai help\n", oneLine(err))
		return exitUsage
	}
	_, _ = fmt.Fprintf(a.stderr, "gongkai: %s\n", oneLine(err))
	if hint := gongkai.HintOf(err); hint != "" {
		_, _ = fmt.Fprintf(a.stderr, "gongkai: %s\n", hint)
	}
	return exitFailed
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "gongkai",
		Short: "budget and final-accounts disclosures of Chinese governments, read into a warehouse",
		Long: `gongkai (公开) crawls the sites of Chinese governments for the budget and
final-accounts disclosures of public units, reads their tables and text exactly,
reconciles the numbers and loads them into ClickHouse, every value with its page
and cell.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some documents could not
be read.

Every flag is also an environment variable: GONGKAI_DATA, GONGKAI_WAREHOUSE,
GONGKAI_LOG_FORMAT, … Secrets are only there: GONGKAI_WAREHOUSE_PASSWORD.`,
		SilenceUsage: true, SilenceErrors: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("unknown command %q", args[0])}
			}
			return nil
		},
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.configure(cmd) },
	}
	f := root.PersistentFlags()
	f.String("config", "", "YAML file with any of these settings")
	f.String("data", "data", "folder of originals and catalogue")
	f.String("warehouse", "", "embedded:DIR or clickhouse://user@host:9000/database (default embedded:DATA/warehouse)")
	f.String("cluster", "", "cluster of the server: tables are made on all of it, replicated")
	f.String("log-format", "text", "text or json")
	f.String("sources", "", "folder with more source packs")
	f.String("contact", "", "address that sites find in the User-Agent")
	f.String("reader", readerAuto, "what reads PDFs: "+strings.Join(readerNames(), ", "))
	f.Int("workers", 0, "processes that read documents (default: one per core)")
	f.BoolP("quiet", "q", false, "only errors")
	f.BoolP("verbose", "v", false, "more detail")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(a.runCommand(), a.crawlCommand(), a.processCommand(), a.loadCommand(), a.inspectCommand(),
		a.queryCommand(), a.registryCommand(), a.statusCommand(), a.demoCommand(), a.versionCommand(), a.workerCommand())
	root.AddCommand(a.explainCommand(), a.serveCommand(), a.sourcesCommand(), a.changesCommand())
	root.AddCommand(a.exportCommand(), a.migrateCommand(), a.pruneCommand(), a.backupCommand(), a.restoreCommand())
	usageArgs(root)
	return root
}

// usageArgs makes wrong arguments of every command below c the caller's mistake.
func usageArgs(c *cobra.Command) {
	for _, sub := range c.Commands() {
		if args := sub.Args; args != nil {
			sub.Args = func(cmd *cobra.Command, s []string) error {
				if err := args(cmd, s); err != nil {
					return usageError{err}
				}
				return nil
			}
		}
		usageArgs(sub)
	}
}

// configure reads settings: file, then environment, then flags.
func (a *app) configure(cmd *cobra.Command) error {
	if name, _ := cmd.Flags().GetString("config"); name != "" {
		if err := a.conf.Load(file.Provider(name), yaml.Parser()); err != nil {
			return usageError{fmt.Errorf("config %s: %w", name, err)}
		}
	}
	_ = a.conf.Load(env.Provider(".", env.Opt{Prefix: "GONGKAI_", TransformFunc: func(k, v string) (string, any) {
		return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(k, "GONGKAI_")), "_", "-"), v
	}}), nil)
	if err := a.conf.Load(posflag.Provider(cmd.Flags(), ".", a.conf), nil); err != nil {
		return usageError{err}
	}
	return a.logger()
}

func (a *app) logger() error {
	level := zapcore.WarnLevel
	switch {
	case a.conf.Bool("quiet"):
		level = zapcore.ErrorLevel
	case a.conf.Bool("verbose"):
		level = zapcore.InfoLevel
	}
	enc := zap.NewProductionEncoderConfig()
	enc.EncodeTime = zapcore.ISO8601TimeEncoder
	var e zapcore.Encoder
	switch f := a.conf.String("log-format"); f {
	case "json":
		e = zapcore.NewJSONEncoder(enc)
	case "text":
		e = zapcore.NewConsoleEncoder(enc)
	default:
		return usageError{fmt.Errorf("log-format %q: want text or json", f)}
	}
	a.log = zap.New(zapcore.NewCore(e, zapcore.AddSync(a.stderr), level))
	return nil
}

// data is the folder of originals and catalogue.
func (a *app) data() string { return a.conf.String("data") }

// warehouse is the address of the warehouse.
func (a *app) warehouse() string {
	if w := a.conf.String("warehouse"); w != "" {
		return w
	}
	return "embedded:" + filepath.Join(a.data(), "warehouse")
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "print the version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, "gongkai", version)
			return err
		},
	}
}
