package catalog

import (
	"slices"
	"strings"

	"github.com/kqlc/kqlc/internal/types"
)

// assign returns the parameter of each argument, nil where there is none.
func (s *Signature) assign(args []Arg, argTypes []types.Type) []*Param {
	params := make([]*Param, 0, len(args))
	switch {
	case s.Func.Layout != nil:
		params = s.Func.Layout(s, args)
	case s.Layout == Repeating:
		params = s.assignRepeating(params, args, argTypes)
	case s.Layout == Block && s.Repeats:
		params = s.assignBlock(params, len(args))
	default:
		for i, arg := range args {
			switch {
			case arg.Label != "" && s.Func.Kind == User:
				params = append(params, s.Param(arg.Label))
			case i < len(s.Params):
				params = append(params, s.Params[i])
			default:
				params = append(params, nil)
			}
		}
	}
	for len(params) < len(args) {
		params = append(params, nil)
	}
	return params[:len(args)]
}

// assignRepeating gives each parameter as many arguments as it needs at least, and then those that fit it no worse than
// the next parameter.
func (s *Signature) assignRepeating(params []*Param, args []Arg, argTypes []types.Type) []*Param {
	current, count, last := 0, 0, len(s.Params)-1
	m := matcher{args: args, types: argTypes}
	for i := range args {
		if i >= s.Max {
			params = append(params, nil)
			continue
		}
		if current < last && count >= s.Params[current].Max {
			current, count = current+1, 0
		}
		p := s.Params[current]
		switch {
		case count < p.Min || count == 0 && p.Min == 0:
		case current == last:
			if count >= p.Max {
				p = nil
			}
		default:
			// The assignment so far is all that a type which depends on other arguments can see.
			seen := append(params[:i:i], make([]*Param, len(args)-i)...)
			here := m.kind(seen, p, i)
			next := m.kind(seen, s.Params[current+1], i)
			if next != noMatch && (next > here || here == noMatch) {
				current, count = current+1, 0
				p = s.Params[current]
			}
		}
		params = append(params, p)
		count++
	}
	return params
}

// assignBlock repeats the group of repeating parameters as often as the count of arguments allows.
func (s *Signature) assignBlock(params []*Param, n int) []*Param {
	first, last := s.repeating()
	size, after := last-first+1, len(s.Params)-last-1
	lo, hi := size*s.Params[first].Min, size*s.Params[first].Max
	groups := (min(hi, max(lo, n-first-after)) + size - 1) / size
	end := first + groups*size // of the repeating arguments
	for i := range n {
		switch {
		case i < first:
			params = append(params, s.Params[i])
		case i < end:
			params = append(params, s.Params[first+(i-first)%size])
		case last+1+i-end < len(s.Params):
			params = append(params, s.Params[last+1+i-end])
		default:
			params = append(params, nil)
		}
	}
	return params
}

func layoutInOrder(sig *Signature, _ []Arg) []*Param { return sig.Params }

// layoutLabelled gives an argument with the name of a parameter that one, and others the parameter at their place.
func layoutLabelled(sig *Signature, args []Arg) []*Param {
	params := make([]*Param, len(args))
	for i, arg := range args {
		if arg.Label != "" {
			params[i] = sig.Param(arg.Label)
		} else if i < len(sig.Params) {
			params[i] = sig.Params[i]
		}
	}
	return params
}

// layoutArraySort takes a trailing bool for nulls_last.
func layoutArraySort(sig *Signature, args []Arg) []*Param {
	params := make([]*Param, len(args))
	for i, a := range args {
		params[i] = sig.Params[0]
		if i == len(args)-1 && a.Type == types.Bool {
			params[i] = sig.Params[1]
		}
	}
	return params
}

// layoutNewActivity tells the optional cohort, the dimensions and the look-back table apart.
func layoutNewActivity(sig *Signature, args []Arg) []*Param {
	params := slices.Clone(sig.Params[:5])
	if len(args) > 5 && (args[5].Constant || args[5].Literal || !args[5].ColumnRef) {
		params = append(params, sig.Param("Cohort"))
	}
	for i := len(params); i < len(args); i++ {
		if _, ok := args[i].Type.(*types.Table); ok {
			params = append(params, sig.Param("lookback"))
			break
		}
		params = append(params, sig.Param("Dimension"))
	}
	return params
}

// layoutLookup takes the arguments after the required ones by name or in order.
func layoutLookup(sig *Signature, args []Arg) []*Param {
	var params []*Param
	for i, a := range args {
		switch {
		case i >= sig.Min && a.Label != "":
			params = append(params, sig.Param(strings.ToLower(a.Label)))
		case i < len(sig.Params):
			params = append(params, sig.Params[i])
		}
	}
	return params
}

// layoutIPv4Lookup takes a trailing bool for return_unmatched and all else for keys.
func layoutIPv4Lookup(sig *Signature, args []Arg) []*Param {
	params := slices.Clone(sig.Params[:3])
	for i := 3; i < len(args); i++ {
		name, a := "ExtraKey", args[i]
		if i == len(args)-1 && (a.Label == "return_unmatched" || a.Label == "" && a.Literal && a.Type == types.Bool) {
			name = "return_unmatched"
		}
		params = append(params, sig.Param(name))
	}
	return params
}

// layoutSequence takes bools for events and what follows them for dimensions.
func layoutSequence(sig *Signature, args []Arg) []*Param {
	params := slices.Clone(sig.Params[:4])
	for i := 4; i < len(args) && args[i].Type == types.Bool; i++ {
		params = append(params, sig.Param("Expr"))
	}
	for len(params) < len(args) {
		params = append(params, sig.Param("Dimension"))
	}
	return params
}
