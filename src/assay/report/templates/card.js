(()=>{
const card=document.createElement('aside');card.id='card';card.hidden=true;card.setAttribute('aria-label','CARD_LABEL');card.setAttribute('role','note');document.body.append(card);
let timer,open=null;
const hide=()=>{clearTimeout(timer);card.hidden=true;open=null};
const later=()=>{clearTimeout(timer);timer=setTimeout(hide,250)};
const show=link=>{
const entry=document.getElementById(link.hash.slice(1));if(!entry)return;
clearTimeout(timer);open=link;
const text=document.createElement('div');for(const node of entry.childNodes)text.append(node.cloneNode(true));
const all=document.createElement('a');all.href=link.hash;all.textContent='ALL_SOURCES';all.onclick=hide;
card.replaceChildren(text,all);card.removeAttribute('style');card.hidden=false;
if(innerWidth>640){const box=link.getBoundingClientRect(),width=Math.min(380,innerWidth-24);card.style.width=width+'px';
card.style.left=Math.max(12,Math.min(box.left,innerWidth-width-12))+'px';
const high=card.offsetHeight;card.style.top=(box.bottom+high+14<innerHeight?box.bottom+7:Math.max(8,box.top-high-7))+'px'}};
const within=link=>link.closest('.notes')||card.contains(link);
document.querySelectorAll('a.n').forEach(link=>{if(within(link))return;
link.onpointerenter=e=>{if(e.pointerType=='mouse'){clearTimeout(timer);timer=setTimeout(()=>show(link),120)}};
link.onpointerleave=e=>{if(e.pointerType=='mouse')later()};
link.onfocus=()=>show(link);link.onblur=e=>{if(!card.contains(e.relatedTarget))later()};
link.onclick=e=>{if(e.ctrlKey||e.metaKey)return;if(open!=link||card.hidden||matchMedia('(hover:none)').matches){e.preventDefault();show(link)}}});
card.onpointerenter=()=>clearTimeout(timer);card.onpointerleave=e=>{if(e.pointerType=='mouse')later()};
addEventListener('keydown',e=>{if(e.key=='Escape')hide()});
addEventListener('pointerdown',e=>{if(!card.contains(e.target)&&!e.target.closest('a.n'))hide()});
addEventListener('scroll',()=>{if(innerWidth>640&&!card.hidden)hide()},{passive:true});
})();
