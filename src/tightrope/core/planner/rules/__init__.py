"""The rules of a good plan, one a module.

The soft ones give points; the hard ones (`counts`, `lengths`, `lock`, `meetings`,
`overlap`, `reachable`, `window`, `working`) are kept by every plan, and each checks it.
"""
