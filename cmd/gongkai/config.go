package main

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/providers/posflag"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.yaml.in/yaml/v3"
)

// passwordVariable is where the password of a server comes from.
const passwordVariable = "GONGKAI_WAREHOUSE_PASSWORD"

// settingName is a flag's name in a configuration file: flags of all verbs by
// their name, those of one verb under the verb's: "query.format".
func settingName(cmd *cobra.Command, f *pflag.Flag) string {
	if cmd.Root().PersistentFlags().Lookup(f.Name) == f {
		return f.Name
	}
	verb := strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
	return strings.ReplaceAll(verb, " ", ".") + "." + f.Name
}

// variable is a setting's name in the environment: GONGKAI_QUERY_FORMAT.
func variable(setting string) string {
	return "GONGKAI_" + strings.ToUpper(strings.NewReplacer(".", "_", "-", "_").Replace(setting))
}

// nameVariables writes each flag's variable into its help.
func nameVariables(root *cobra.Command) {
	name := func(cmd *cobra.Command) func(*pflag.Flag) {
		return func(f *pflag.Flag) { f.Usage += " [$" + variable(settingName(cmd, f)) + "]" }
	}
	root.PersistentFlags().VisitAll(name(root))
	for _, cmd := range verbs(root) {
		cmd.LocalNonPersistentFlags().VisitAll(name(cmd))
	}
}

// verbs are all commands below root that have settings; completion and help
// have none.
func verbs(root *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, c := range root.Commands() {
		if c.Name() == "completion" || c.Name() == "help" || c.Hidden {
			continue
		}
		all = append(append(all, c), verbs(c)...)
	}
	return all
}

// settings are all that a file may set, by name.
func settings(root *cobra.Command) map[string]*pflag.Flag {
	all := map[string]*pflag.Flag{}
	add := func(cmd *cobra.Command) func(*pflag.Flag) {
		return func(f *pflag.Flag) {
			if f.Name != "help" && f.Name != "config" {
				all[settingName(cmd, f)] = f
			}
		}
	}
	root.PersistentFlags().VisitAll(add(root))
	for _, cmd := range verbs(root) {
		cmd.LocalNonPersistentFlags().VisitAll(add(cmd))
	}
	return all
}

// configure reads settings: file, then environment, then flags. What is wrong
// in the file is said with its line, also where it belongs to another verb.
func (a *app) configure(cmd *cobra.Command) error {
	file, _ := cmd.Flags().GetString("config")
	if v := os.Getenv(variable("config")); v != "" && !cmd.Flags().Changed("config") {
		file = v
	}
	if file != "" {
		values, err := readConfig(file, settings(cmd.Root()))
		if err != nil {
			return err
		}
		if err := a.conf.Load(confmap.Provider(values, "."), nil); err != nil {
			return usageError{fmt.Errorf("config %s: %w", file, err)}
		}
	}
	var errs []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		setting := settingName(cmd, f)
		if f.Changed || f.Name == "help" {
			return
		}
		if v := os.Getenv(variable(setting)); v != "" { // an empty one is one that is not set
			if err := f.Value.Set(v); err != nil {
				errs = append(errs, fmt.Errorf("%s=%q: %w", variable(setting), v, err))
			}
		} else if a.conf.Exists(setting) {
			errs = append(errs, f.Value.Set(a.conf.String(setting)))
		} else {
			return
		}
		f.Changed = true
	})
	if err := errors.Join(errs...); err != nil {
		return usageError{err}
	}
	if err := a.conf.Load(posflag.Provider(cmd.Flags(), ".", a.conf), nil); err != nil {
		return usageError{err}
	}
	if cmd.Flags().Changed("warehouse") && hasPassword(a.conf.String("warehouse")) && os.Getenv(variable("warehouse")) != a.conf.String("warehouse") {
		return usageError{errors.New("the address of the warehouse has a password in it, which others can see; put it into $" + passwordVariable)}
	}
	return a.logger()
}

// hasPassword says whether an address has a password in it.
func hasPassword(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	_, set := u.User.Password()
	return set || u.Query().Has("password")
}

// readConfig reads a file of settings. Only known ones with values that their
// flags would take are let through; mistakes are named with their line.
func readConfig(path string, known map[string]*pflag.Flag) (map[string]any, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, usageError{fmt.Errorf("config: %w", err)}
	}
	defer func() { _ = file.Close() }()
	var doc yaml.Node
	if err := yaml.NewDecoder(file).Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, usageError{fmt.Errorf("config %s: %s", path, strings.TrimPrefix(oneLine(err.Error()), "yaml: "))}
	}
	values := map[string]any{}
	c := configFile{path: path, known: known, values: values}
	if err := c.read("", doc.Content[0]); err != nil {
		return nil, usageError{err}
	}
	return values, nil
}

// configFile is a file while it is read.
type configFile struct {
	path   string
	known  map[string]*pflag.Flag
	values map[string]any
}

func (c *configFile) wrong(n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("config %s: line %d: %s", c.path, n.Line, fmt.Sprintf(format, args...))
}

func (c *configFile) read(under string, n *yaml.Node) error {
	if n.Kind != yaml.MappingNode {
		return c.wrong(n, "want settings, one a line: name: value")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := under + key.Value
		if _, twice := c.values[name]; twice {
			return c.wrong(key, "%s is set twice", name)
		}
		if strings.HasSuffix(name, "password") {
			return c.wrong(key, "secrets are not read from files; put it into $%s", variable(name))
		}
		f, ok := c.known[name]
		switch {
		case !ok && c.has(name+".") && value.Kind == yaml.MappingNode:
			if err := c.read(name+".", value); err != nil {
				return err
			}
			continue
		case !ok:
			return c.wrong(key, "unknown setting %q; there are: %s", name, strings.Join(c.names(), ", "))
		}
		text, err := c.value(name, f, value)
		if err != nil {
			return err
		}
		c.values[name] = text
	}
	return nil
}

// value is a setting's text, when its flag takes it. A flag that takes several
// values takes a list.
func (c *configFile) value(name string, f *pflag.Flag, n *yaml.Node) (string, error) {
	// A copy of the flag's kind would do, but there is none: the flag itself is
	// set, and set back.
	text, before := n.Value, f.Value.String()
	back := func() error { return f.Value.Set(before) }
	if list, ok := f.Value.(pflag.SliceValue); ok {
		was := list.GetSlice()
		back = func() error { return list.Replace(was) }
		var items []string
		for _, item := range n.Content {
			items = append(items, item.Value)
		}
		if n.Kind == yaml.SequenceNode {
			text = strings.Join(items, ",")
		}
	} else if n.Kind != yaml.ScalarNode {
		return "", c.wrong(n, "%s: want one value", name)
	}
	err := f.Value.Set(text)
	if err == nil {
		err = back()
	}
	if err != nil {
		return "", c.wrong(n, "%s: %q is no %s", name, text, f.Value.Type())
	}
	return text, nil
}

// has says whether some setting begins with prefix.
func (c *configFile) has(prefix string) bool {
	for name := range c.known {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

func (c *configFile) names() []string {
	var list []string
	for name := range c.known {
		list = append(list, name)
	}
	sort.Strings(list)
	return list
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
	a.log = zap.New(zapcore.NewCore(e, zapcore.AddSync(a.console), level))
	return nil
}

// data is the folder of originals and catalogue.
func (a *app) data() string { return a.conf.String("data") }

// warehouse is the address of the warehouse.
func (a *app) warehouse() string {
	if w := a.conf.String("warehouse"); w != "" {
		return w
	}
	return embeddedPrefix + filepath.Join(a.data(), "warehouse")
}
