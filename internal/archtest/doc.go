// Package archtest holds the import table of the module as a test: which package may import which.
package archtest
