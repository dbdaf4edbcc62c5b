package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"gongkai"
	"gongkai/registry"
)

// errRegistry ends a check that found something.
var errRegistry = errors.New("the registry has mistakes")

func (a *app) registryCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "registry", Short: "the statutory tables, measures and codes that documents are read by",
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	c.AddCommand(&cobra.Command{
		Use: "check [DIR]", Short: "validate the registry's YAML", Args: cobra.MaximumNArgs(1),
		Long: `check validates families.yaml, measures.yaml and codes.yaml: the built-in ones,
or those of DIR before they are built in. Each mistake is one line on standard
output: a pattern that does not compile, a key that comes twice, an alias that
finds another table than its own, a signature that says too little, a code
without its parent. It exits with 1 when there are any.`,
		RunE: func(_ *cobra.Command, args []string) error { return a.registryCheck(args) },
	})
	return c
}

func (a *app) registryCheck(args []string) error {
	load, where := registry.Load, "built in"
	if len(args) == 1 {
		where = args[0]
		load = func() (*registry.Registry, error) { return registry.LoadFS(os.DirFS(args[0])) }
	}
	r, err := load()
	if err != nil {
		return &gongkai.Error{Op: "registry check", Path: where, Err: err, Hint: "the folder needs families.yaml, measures.yaml and codes.yaml"}
	}
	wrong := r.Check()
	for _, w := range wrong {
		if _, err := fmt.Fprintln(a.stdout, w); err != nil {
			return err
		}
	}
	if len(wrong) > 0 {
		return &gongkai.Error{Op: "registry check", Path: where, Err: fmt.Errorf("%w: %d", errRegistry, len(wrong))}
	}
	_, err = fmt.Fprintf(a.stdout, "%s: %d tables, %d measures, %d lines of outlines, %d codes, no mistakes\n", where,
		len(r.Families), len(r.Measures), len(r.Items), len(r.Codes["func"])+len(r.Codes["dept_econ"])+len(r.Codes["gov_econ"]))
	return err
}
