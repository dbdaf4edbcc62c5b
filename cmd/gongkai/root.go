package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/knadh/koanf/v2"
	"github.com/spf13/cobra"
	"go.uber.org/zap"

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

// errSaid ends a run whose failures were told when they happened.
var errSaid = errors.New("failed")

// usageError is the caller's mistake.
type usageError struct{ error }

// app is what every verb has.
type app struct {
	stdin   io.Reader
	stdout  io.Writer
	console *console
	conf    *koanf.Koanf
	log     *zap.Logger
}

// run is the whole program: arguments and streams in, exit code out.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first signal asks to end, the second one ends.
	context.AfterFunc(ctx, stop)
	a := &app{stdin: stdin, stdout: stdout, console: newConsole(stderr), conf: koanf.New("."), log: zap.NewNop()}
	root := a.command()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(a.console)
	err := root.ExecuteContext(ctx)
	if err != nil && ctx.Err() != nil {
		a.log.Info("interrupted", zap.Error(err))
		err = errors.New("interrupted; what was done is kept, run it again to go on")
	}
	return a.exit(err)
}

func (a *app) exit(err error) int {
	a.console.close()
	var u usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errPartial):
		return exitPartial
	case errors.As(err, &u):
		a.tell(err)
		a.console.line("gongkai: try gongkai help")
		return exitUsage
	case !errors.Is(err, errSaid):
		a.tell(err)
	}
	return exitFailed
}

// tell says what failed, and on a second line what to do about it.
func (a *app) tell(err error) {
	a.console.line("gongkai: " + oneLine(err.Error()))
	if hint := gongkai.HintOf(err); hint != "" {
		a.console.line("gongkai: " + oneLine(hint))
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "gongkai",
		Short: "budget and final-accounts disclosures of Chinese governments, read into a warehouse",
		Long: `gongkai (公开) crawls the sites of Chinese governments for the budget and
final-accounts disclosures of public units, reads their tables and text exactly,
reconciles the numbers and loads them into ClickHouse, every value with its page
and cell.

Results go to standard output, everything else to standard error.

Exit codes:
  0  done
  1  failed: one line says what, a second one what to do
  2  wrong usage
  3  done, but some documents failed

Settings come from the file of --config (YAML, the names of the flags as keys),
then from the environment, then from flags; the later one counts. The variable
of each flag stands beside it. Secrets are only in the environment:
  GONGKAI_WAREHOUSE_PASSWORD  password of a server
  GONGKAI_SERVE_PASSWORD      password of those who ask gongkai serve`,
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
	f.String("config", "", "YAML `file` with settings")
	f.String("data", "data", "`folder` of originals and catalogue")
	f.String("warehouse", "", "embedded:DIR or clickhouse://user@host:9000/database (default embedded:DATA/warehouse)")
	f.String("cluster", "", "cluster of the server: tables are made on all of it, replicated")
	f.String("log-format", "text", "text or json")
	f.String("sources", "", "`folder` with more source packs")
	f.String("contact", "", "`address` that sites find in the User-Agent")
	f.String("reader", readerAuto, "what reads PDFs: "+strings.Join(readerNames(), ", "))
	f.Int("workers", 0, "processes that read documents (default one per core)")
	f.BoolP("quiet", "q", false, "only errors")
	f.BoolP("verbose", "v", false, "more detail")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		a.runCommand(), a.crawlCommand(), a.processCommand(), a.loadCommand(), a.demoCommand(),
		a.inspectCommand(), a.queryCommand(), a.explainCommand(), a.statusCommand(), a.changesCommand(),
		a.exportCommand(), a.serveCommand(), a.migrateCommand(), a.pruneCommand(), a.backupCommand(), a.restoreCommand(),
		a.sourcesCommand(), a.registryCommand(), a.unitsCommand(), a.versionCommand(), a.workerCommand(),
	)
	usageArgs(root)
	nameVariables(root)
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
