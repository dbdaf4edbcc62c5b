package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// version is set by the build: -ldflags "-X main.version=…".
var version = "dev"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "print the version", Args: cobra.NoArgs,
		Long: `version prints the program's version, and the integers of extraction,
transformation and registry: stored work is redone when one of these changes.`,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.stdout, "gongkai %s (extract %d, transform %d, registry %d; %s %s/%s)\n",
				version, versions.Extract, versions.Transform, versions.Registry, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}
