// The oldest browsers that get our scripts: those that know the cascade layers our styles are made of (Safari 15.4,
// Chrome 99, Firefox 97). In others nothing of a script runs, for this comes first, and the plain forms do it all.
if (!('CSSLayerBlockRule' in window)) throw new Error('This browser is older than our scripts. All forms work without them.');
