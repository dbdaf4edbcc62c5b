// Command gongkai reads the budget and final-accounts disclosures of Chinese
// governments into a warehouse. See gongkai help.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
